package retrace.infra.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The PostgreSQL that a deployment keeps in its data folder, seen from outside: by the files that it writes itself. */
final class Database {

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    private static final int PORT_LINE = 3;
    private static final Duration READY_MAX = Duration.ofMinutes(1);

    private final Path files;

    Database(Path data) {
        files = data.resolve("postgres/data");
    }

    String jdbcUrl() throws IOException {
        return "jdbc:postgresql://127.0.0.1:" + postmaster().get(PORT_LINE).strip() + "/postgres?user=postgres";
    }

    private List<String> postmaster() throws IOException {
        return Files.readAllLines(files.resolve("postmaster.pid"));
    }

    /** At once: clients are cut off, and it recovers from its log at the next start. */
    void stop() throws IOException, InterruptedException {
        String pid = postmaster().getFirst().strip();
        new ProcessBuilder("kill", "-QUIT", pid).start().waitFor();
        ProcessHandle.of(Long.parseLong(pid)).ifPresent(server -> {
            try {
                server.onExit().get(READY_MAX.toSeconds(), TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException("PostgreSQL does not stop", e);
            }
        });
    }

    /** As it was started before; waits until it answers, so that it can be stopped again. */
    void start() throws IOException, InterruptedException {
        String before = Files.readString(files.resolve("postmaster.opts"));
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(
                    List.of("unshare", "-U")); // PostgreSQL does not run as root, but as nobody in particular it does
        }
        Matcher words = WORD.matcher(before);
        while (words.find()) {
            command.add(words.group(1) == null ? words.group(2) : words.group(1));
        }
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        files.resolveSibling("started-again.log").toFile()))
                .start();
        awaitReady();
    }

    private void awaitReady() throws IOException, InterruptedException {
        long latest = System.nanoTime() + READY_MAX.toNanos();
        while (!answers()) {
            if (System.nanoTime() > latest) {
                throw new IOException("PostgreSQL does not answer after its start");
            }
            Thread.sleep(50);
        }
    }

    /** How many segments of the sessions log each process builds just now. */
    Map<String, Integer> builders() throws IOException, SQLException {
        Map<String, Integer> builders = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection(jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet owners = statement.executeQuery("SELECT owner FROM events.token"
                        + " WHERE processor_name = 'sessions-log' AND owner IS NOT NULL")) {
            while (owners.next()) {
                builders.merge(owners.getString(1), 1, Integer::sum);
            }
        }
        return builders;
    }

    private boolean answers() {
        try (Connection tried = DriverManager.getConnection(jdbcUrl())) {
            return tried.isValid(1);
        } catch (IOException | SQLException | IndexOutOfBoundsException e) {
            return false; // its file is not there yet, or not whole, or it is still reading its log
        }
    }
}
