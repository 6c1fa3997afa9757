package retrace.infra.benchmarks;

import static java.util.stream.Collectors.joining;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Table;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import retrace.infra.benchmarks.history.SuspendedIndexes;
import retrace.query.readmodel.Projected;
import retrace.query.readmodel.ReadModelMigrations;

/**
 * The least that it can take to have a read model's rows in tables: PostgreSQL's COPY of rows that lie ready in files,
 * into tables without indexes, which are made afterwards.
 */
final class CopyFloor {

    private static final int BUFFER_BYTES = 1 << 20;

    private final Connection connection;
    private final CopyManager copy;
    private final Path folder;

    private CopyFloor(Connection connection, Path folder) throws SQLException {
        this.connection = connection;
        this.copy = connection.unwrap(PGConnection.class).getCopyAPI();
        this.folder = folder;
    }

    /** Takes the rows that the read models have, and leaves these as they are. */
    static RebuildCost.Took took(Connection connection, List<Projected> readModels, RebuildCost.Stopwatch watch)
            throws SQLException, IOException {
        Path folder = Files.createTempDirectory("retrace-floor");
        RebuildCost.Took took = new RebuildCost.Took(0, 0, 0);
        CopyFloor floor = new CopyFloor(connection, folder);
        for (Projected each : readModels) {
            took = took.plus(floor.tookFor(each, watch));
        }
        Files.delete(folder);
        return took;
    }

    private RebuildCost.Took tookFor(Projected readModel, RebuildCost.Stopwatch watch)
            throws SQLException, IOException {
        String from = readModel.readModel().schema();
        String to = from + "__floor";
        new ReadModelMigrations(new SingleConnectionDataSource(connection, true)).migrate(readModel.readModel(), to);
        List<SuspendedIndexes> indexes = new ArrayList<>();
        for (Table<?> table : readModel.allTables()) {
            copyOut(from + "." + table.getName(), fileOf(table));
            indexes.add(SuspendedIndexes.of(connection, to + "." + table.getName()));
        }
        execute("checkpoint");
        watch.start();
        for (Table<?> table : readModel.allTables()) {
            copyIn(fileOf(table), to + "." + table.getName());
        }
        for (SuspendedIndexes each : indexes) {
            each.restore(connection);
        }
        RebuildCost.Took took = watch.took();
        for (Table<?> table : readModel.allTables()) {
            Files.delete(fileOf(table));
        }
        execute("drop schema " + to + " cascade");
        return took;
    }

    private Path fileOf(Table<?> table) {
        return folder.resolve(table.getName());
    }

    private void copyOut(String table, Path file) throws SQLException, IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES)) {
            copy.copyOut("copy " + table + " (" + columnsOf(table) + ") to stdout (format binary)", out);
        }
    }

    private void copyIn(Path file, String table) throws SQLException, IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES)) {
            copy.copyIn("copy " + table + " (" + columnsOf(table) + ") from stdin (format binary)", in, BUFFER_BYTES);
        }
    }

    /** Those that are not computed by the table. */
    private String columnsOf(String table) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "select quote_ident(attname) from pg_attribute where attrelid = '" + table
                                + "'::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum")) {
            while (found.next()) {
                columns.add(found.getString(1));
            }
        }
        return columns.stream().collect(joining(", "));
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
