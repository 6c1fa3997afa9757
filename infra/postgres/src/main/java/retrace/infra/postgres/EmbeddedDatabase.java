package retrace.infra.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * PostgreSQL in a folder, on a free port of the loopback address. What it has said is stored survives the death of
 * process and machine: {@code fsync} and {@code synchronous_commit} are on. The caller holds the folder's
 * {@link FolderLock}.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    /** The role and database that PostgreSQL comes with. */
    public static final String USER = "postgres";

    private static final Duration START_MAX = Duration.ofSeconds(60);

    private final EmbeddedPostgres postgres;

    private EmbeddedDatabase(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /** @param folder for the database's files, and where need be for its {@link Binaries}; made where it is not there */
    public static EmbeddedDatabase start(Path folder) throws IOException {
        return start(folder, Binaries.folder(folder));
    }

    static EmbeddedDatabase start(Path folder, Path binaries) throws IOException {
        LeftoverServer.stop(folder.resolve("data"));
        return new EmbeddedDatabase(EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("data"))
                .setPgBinaryResolver(new OwnBinaries())
                .setOverrideWorkingDirectory(binaries.toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false) // it is for the caller to say when, after all who use it
                .setPGStartupWait(START_MAX)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("shared_buffers", "64MB")
                .setServerConfig("max_connections", "60")
                .start());
    }

    public String jdbcUrl() {
        return postgres.getJdbcUrl(USER, USER);
    }

    public int port() {
        return postgres.getPort();
    }

    /** Stops it in order; what runs is rolled back. */
    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
