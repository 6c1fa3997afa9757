package retrace.infra.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A process of its own that starts a database and is killed, so that nothing stops the database. */
final class KilledProcess {

    private static final String READY = "ready";

    private KilledProcess() {}

    /** @return the database that it leaves behind, running */
    static String startDatabaseAndKill(Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            String line = output.readLine();
            while (line != null && !line.startsWith(READY)) {
                line = output.readLine();
            }
            assertThat(line).as("the process starts a database").isNotNull();
            return line.substring(READY.length()).strip();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** What the process does until it is killed. */
    public static void main(String[] arguments) throws Exception {
        EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(arguments[0]));
        System.out.println(READY + " " + database.jdbcUrl());
        Thread.sleep(Long.MAX_VALUE);
    }
}
