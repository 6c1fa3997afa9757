package retrace.infra.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import retrace.infra.launcher.up.DataFolder;
import retrace.infra.postgres.EmbeddedDatabase;
import retrace.infra.postgres.FolderLock;

/** How tools find the database, with PostgreSQL itself. */
class DatabaseOptionsIT {

    @TempDir
    private Path folder;

    @Command
    static final class Tool {
        @Mixin
        @SuppressWarnings("NullAway.Init") // set by picocli
        private DatabaseOptions database;
    }

    private static DirectDatabase open(String... options) throws CommandFailed {
        Tool tool = new Tool();
        new CommandLine(tool).parseArgs(options);
        return tool.database.open();
    }

    private static int port(DirectDatabase database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet port = statement.executeQuery("SELECT inet_server_port()")) {
            port.next();
            return port.getInt(1);
        }
    }

    @Test
    void aDatabaseThatRunsIsUsedAsItIsAndOneThatDoesNotIsStartedForTheTime() throws Exception {
        Path files = new DataFolder(folder).database();
        try (FolderLock lock = FolderLock.take(folder);
                EmbeddedDatabase running = EmbeddedDatabase.start(files)) {
            try (DirectDatabase used = open("--data", folder.toString())) {
                assertThat(port(used)).isEqualTo(running.port());
            }
            try (DirectDatabase named = open("--database", running.jdbcUrl())) {
                assertThat(port(named)).isEqualTo(running.port());
            }
        }

        try (DirectDatabase started = open("--data", folder.toString())) {
            assertThat(port(started)).isPositive();
            try (DirectDatabase second = open("--data", folder.toString())) {
                assertThat(port(second)).isEqualTo(port(started));
            }
        }
        FolderLock.take(folder).close(); // which nobody has any more
    }

    @Test
    void aFolderWithoutADatabaseAndAnAddressWhereNothingIsAreSaidSo() {
        assertThatThrownBy(() -> open("--data", folder.toString()))
                .isInstanceOf(CommandFailed.class)
                .hasMessageStartingWith("There is no database in " + folder + ". Say with --data");
        assertThatThrownBy(() -> open("--database", "jdbc:postgresql://127.0.0.1:1/retrace"))
                .isInstanceOf(CommandFailed.class)
                .hasMessageStartingWith("The database at jdbc:postgresql://127.0.0.1:1/retrace does not let us in");
    }
}
