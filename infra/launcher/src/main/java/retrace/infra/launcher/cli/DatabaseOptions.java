package retrace.infra.launcher.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import retrace.infra.launcher.up.DataFolder;
import retrace.infra.postgres.DataFolderInUse;
import retrace.infra.postgres.EmbeddedDatabase;
import retrace.infra.postgres.FolderLock;
import retrace.infra.postgres.ServerAddress;

/**
 * Which database a tool works on that needs none of the services: one that is named, or the one in a data folder,
 * whether Retrace runs on that just now or not.
 */
final class DatabaseOptions {

    static final String USER = "RETRACE_DATABASE_USER";
    static final String PASSWORD = "RETRACE_DATABASE_PASSWORD";

    /** Another process that has the folder may be starting its database just now. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration PAUSE = Duration.ofMillis(100);

    @Option(
            names = "--database",
            paramLabel = "URL",
            description =
                    "The database's JDBC address. User and password are taken from " + USER + " and " + PASSWORD + ".")
    private @Nullable String database;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Instead of --database: the data folder with the database in it. By default a folder of the"
                    + " user's.")
    private @Nullable Path data;

    /** @throws CommandFailed where there is none, or it does not answer */
    DirectDatabase open() throws CommandFailed {
        if (database != null) {
            return named(database, System.getenv());
        }
        Path folder = UpCommand.dataFolder(data);
        try {
            return inFolder(folder);
        } catch (IOException e) {
            throw new CommandFailed("The database in " + folder + " cannot be started: " + e.getMessage());
        }
    }

    /** The data folder that is meant, whether there is one or not. */
    DataFolder folder() {
        return new DataFolder(UpCommand.dataFolder(data));
    }

    private static DirectDatabase named(String url, Map<String, String> environment) throws CommandFailed {
        return DirectDatabase.connect(
                url, environment.getOrDefault(USER, ""), environment.getOrDefault(PASSWORD, ""), () -> {});
    }

    private static DirectDatabase inFolder(Path folder) throws IOException, CommandFailed {
        Path files = new DataFolder(folder).database();
        if (!Files.exists(files.resolve("data"))) {
            throw new CommandFailed("There is no database in " + folder
                    + ". Say with --data where Retrace keeps its data, or with --database where its database is.");
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        do {
            try {
                return started(files, FolderLock.take(folder));
            } catch (DataFolderInUse e) {
                Optional<String> running = ServerAddress.ofRunning(files);
                if (running.isPresent()) {
                    return DirectDatabase.connect(running.get(), EmbeddedDatabase.USER, "", () -> {});
                }
            }
        } while (System.nanoTime() < deadline && pause());
        throw new CommandFailed("A process has " + folder + ", but its database does not answer. Try again later.");
    }

    private static DirectDatabase started(Path files, FolderLock lock) throws IOException, CommandFailed {
        EmbeddedDatabase started;
        try {
            started = EmbeddedDatabase.start(files);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
        AutoCloseable stop = () -> {
            try (lock) {
                started.close();
            }
        };
        return DirectDatabase.connect(started.jdbcUrl(), EmbeddedDatabase.USER, "", stop);
    }

    private static boolean pause() {
        try {
            Thread.sleep(PAUSE);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
