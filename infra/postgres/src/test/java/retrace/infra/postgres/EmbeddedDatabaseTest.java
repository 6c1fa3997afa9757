package retrace.infra.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {

    @TempDir
    Path folder;

    @Test
    void keepsWhatItStoredWhenStoppedAndStartedAgain() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            execute(database, "create table kept (word text)");
            execute(database, "insert into kept values ('still here')");
        }
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            assertThat(query(database, "select word from kept")).isEqualTo("still here");
        }
    }

    @Test
    void keepsWhatItStoredWhenItsServerIsKilled() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            execute(database, "create table kept (word text)");
            execute(database, "insert into kept values ('still here')");
            kill(folder);
        }
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            assertThat(query(database, "select word from kept")).isEqualTo("still here");
        }
    }

    @Test
    void takesOverFromAServerThatOutlivedItsProcess() throws Exception {
        String leftover = KilledProcess.startDatabaseAndKill(folder);
        execute(leftover, "create table kept (word text)");
        execute(leftover, "insert into kept values ('still here')");

        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            assertThat(query(database, "select word from kept")).isEqualTo("still here");
            assertThat(database.jdbcUrl()).isNotEqualTo(leftover);
            assertThatThrownBy(() -> execute(leftover, "select 1")).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void forcesCommitsToDisk() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            assertThat(query(database, "show fsync")).isEqualTo("on");
            assertThat(query(database, "show synchronous_commit")).isEqualTo("on");
            assertThat(query(database, "show listen_addresses")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void goesOnWhenTheFolderOfAnotherIsGone(@TempDir Path others) throws Exception {
        Path other = others.resolve("other");
        try (EmbeddedDatabase ended = EmbeddedDatabase.start(other, other.resolve("binaries"));
                EmbeddedDatabase database = EmbeddedDatabase.start(folder, folder.resolve("binaries"))) {
            ended.close();
            Files.move(other, others.resolve("elsewhere"));
            execute(database, "do language plpgsql 'begin perform 1; end'"); // loads a library from the binaries
        }
    }

    @Test
    void letsOnlyOneHaveADataFolder() throws Exception {
        try (FolderLock first = FolderLock.take(folder)) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> FolderLock.take(folder))
                    .isInstanceOf(DataFolderInUse.class)
                    .hasMessageContaining("already running on " + folder);
        }
        FolderLock.take(folder).close();
    }

    private static void kill(Path folder) throws Exception {
        long postmaster = Long.parseLong(
                Files.readAllLines(folder.resolve("data/postmaster.pid")).getFirst());
        ProcessHandle handle = ProcessHandle.of(postmaster).orElseThrow();
        handle.destroyForcibly();
        handle.onExit().get();
    }

    private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        execute(database.jdbcUrl(), sql);
    }

    private static void execute(String jdbcUrl, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
