package retrace.infra.benchmarks.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import retrace.infra.launcher.up.DataFolder;
import retrace.infra.postgres.DataFolderInUse;
import retrace.infra.postgres.EmbeddedDatabase;
import retrace.infra.postgres.FolderLock;

/** A data folder with a history in it, its database running. Tools work on it as on one that was in use for months. */
public final class HistoryFolder implements AutoCloseable {

    private final FolderLock lock;
    private final Path plan;
    private final boolean used;
    private final EmbeddedDatabase database;

    private HistoryFolder(FolderLock lock, Path plan, boolean used, EmbeddedDatabase database) {
        this.lock = lock;
        this.plan = plan;
        this.used = used;
        this.database = database;
    }

    /** @throws DataFolderInUse where another process works on it */
    public static HistoryFolder open(Path path) throws IOException, DataFolderInUse {
        DataFolder folder = DataFolder.open(path);
        FolderLock lock = FolderLock.take(folder.path());
        try {
            boolean used = Files.exists(folder.database().resolve("data"));
            return new HistoryFolder(
                    lock, folder.path().resolve("history"), used, EmbeddedDatabase.start(folder.database()));
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    public boolean has(HistoryPlan wanted) throws IOException {
        return Files.exists(plan) && Files.readString(plan).equals(wanted.toString());
    }

    /** Whether there was a database in it before. */
    public boolean isUsed() {
        return used;
    }

    /** Writes down which it is when all of it is there. */
    public void make(HistoryPlan wanted, int threads) throws IOException, SQLException, InterruptedException {
        new HistoryWriter(database.jdbcUrl(), EmbeddedDatabase.USER, threads).write(wanted);
        Files.writeString(plan, wanted.toString());
    }

    public String jdbcUrl() {
        return database.jdbcUrl();
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), EmbeddedDatabase.USER, null);
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            database.close();
        }
    }
}
