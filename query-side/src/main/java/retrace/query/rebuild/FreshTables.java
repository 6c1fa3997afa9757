package retrace.query.rebuild;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import retrace.query.readmodel.Projected;
import retrace.query.readmodel.ReadModelMigrations;

/**
 * A copy of a read model's tables in a schema of its own, and in the same schema how far its filling has come. Without
 * indexes and constraints while it is filled; they are made afterwards, which is faster.
 */
public final class FreshTables {

    /** How far the copy has come. */
    enum Stage {
        FILLING,
        FILLED,
        /** Like the tables that it is a copy of, but for what has happened since. */
        INDEXED
    }

    private static final String INDEX_MEMORY = "256MB";

    private final DataSource database;
    private final Projected projected;
    private final String schema;

    private FreshTables(DataSource database, Projected projected, String schema) {
        this.database = database;
        this.projected = projected;
        this.schema = schema;
    }

    /**
     * Makes the copy; one that is there under the name is dropped.
     *
     * @param form what it is made of: a copy of another form is not gone on with
     * @param head the last place in the event log that goes in by bulk
     * @param parts into how many the events are split
     */
    static FreshTables create(
            DataSource database, Projected projected, String schema, String form, long head, int parts) {
        FreshTables fresh = new FreshTables(database, projected, schema);
        fresh.deleteLeftFolders();
        fresh.drop();
        new ReadModelMigrations(database).migrate(projected.readModel(), schema);
        fresh.sql().transaction(transaction -> {
            DSLContext sql = transaction.dsl();
            fresh.createState(sql, form, head, parts);
            Definitions.takeOff(sql, schema, fresh.table("rebuild_definition"));
        });
        return fresh;
    }

    /** The copy under the name, if there is one of the same form. */
    static Optional<FreshTables> find(DataSource database, Projected projected, String schema, String form) {
        FreshTables found = new FreshTables(database, projected, schema);
        boolean same = found.sql()
                .fetchExists(DSL.selectFrom("pg_tables")
                        .where("schemaname = ?", schema)
                        .and("tablename = 'rebuild_state'"));
        return same && form.equals(found.state("form", String.class)) ? Optional.of(found) : Optional.empty();
    }

    private void createState(DSLContext sql, String form, long head, int parts) {
        sql.execute("create table " + table("rebuild_state")
                + " (form text not null, head bigint not null, stage text not null, caught_up bigint not null)");
        sql.execute(
                "insert into " + table("rebuild_state") + " values (?, ?, ?, ?)",
                form,
                head,
                Stage.FILLING.name(),
                head);
        sql.execute("create table " + table("rebuild_part")
                + " (number integer primary key, done boolean not null, events bigint not null)");
        sql.execute(
                "insert into " + table("rebuild_part") + " select n, false, 0 from generate_series(0, ? - 1) as n",
                parts);
        sql.execute("create table " + table("rebuild_folder") + " (path text not null)");
        sql.execute("create table " + table("rebuild_aside") + " (global_index bigint primary key, key text not null,"
                + " aggregate text not null, sequence bigint not null, name text not null, follows bigint,"
                + " why text not null)");
    }

    Projected projected() {
        return projected;
    }

    public String schema() {
        return schema;
    }

    DSLContext sql() {
        return DSL.using(database, SQLDialect.POSTGRES);
    }

    static DSLContext sql(Connection connection) {
        return DSL.using(connection, SQLDialect.POSTGRES);
    }

    String table(String name) {
        return Names.quoted(schema, name);
    }

    private <T> T state(String column, Class<T> type) {
        return sql().resultQuery("select " + column + " from " + table("rebuild_state"))
                .fetchSingle()
                .get(0, type);
    }

    Stage stage() {
        return Stage.valueOf(state("stage", String.class));
    }

    long head() {
        return state("head", Long.class);
    }

    /** All events up to this place are in, but for those put aside. */
    long caughtUp() {
        return state("caught_up", Long.class);
    }

    void caughtUpTo(DSLContext sql, long index) {
        sql.execute("update " + table("rebuild_state") + " set caught_up = ?", index);
    }

    List<Part> parts() {
        return sql().resultQuery("select number, done, events from " + table("rebuild_part") + " order by number")
                .fetchInto(Part.class);
    }

    /** Within the connection's transaction, which has written the rows as well. */
    void done(Connection connection, int part, long events) {
        sql(connection)
                .execute(
                        "update " + table("rebuild_part") + " set done = true, events = ? where number = ?",
                        events,
                        part);
    }

    /** Remembers where the events are that are to become rows. */
    void keptIn(Path folder) {
        sql().execute("insert into " + table("rebuild_folder") + " values (?)", folder.toString());
    }

    /** What a run that was killed has left on this machine. */
    void deleteLeftFolders() {
        boolean any = sql().resultQuery("select to_regclass(?) is not null", table("rebuild_folder"))
                .fetchSingle(0, Boolean.class);
        if (!any) {
            return;
        }
        sql().resultQuery("delete from " + table("rebuild_folder") + " returning path")
                .fetchInto(String.class)
                .forEach(path -> PartFiles.delete(Path.of(path)));
    }

    void addAsides(Connection connection, Collection<Aside> asides) {
        DSLContext sql = sql(connection);
        asides.forEach(aside -> addAside(sql, aside));
    }

    void addAside(DSLContext sql, Aside aside) {
        sql.execute(
                "insert into " + table("rebuild_aside") + " values (?, ?, ?, ?, ?, ?, ?)",
                aside.index(),
                aside.key(),
                aside.aggregate(),
                aside.sequence(),
                aside.name(),
                aside.follows(),
                aside.why());
    }

    List<Aside> asides(DSLContext sql) {
        return sql.resultQuery("select global_index, key, aggregate, sequence, name, follows, why from "
                        + table("rebuild_aside") + " order by global_index")
                .fetchInto(Aside.class);
    }

    /** For each table a way to write its rows. */
    List<CopyTable> copyTables() {
        return projected.allTables().stream()
                .map(each -> new CopyTable(each, schema, columnsOf(each.getName())))
                .toList();
    }

    private List<String> columnsOf(String name) {
        return sql().resultQuery(
                        "select column_name from information_schema.columns where table_schema = ? and table_name = ?"
                                + " and is_generated = 'NEVER' order by ordinal_position",
                        schema,
                        name)
                .fetchInto(String.class);
    }

    void filled() {
        sql().execute("update " + table("rebuild_state") + " set stage = ?", Stage.FILLED.name());
    }

    /** Indexes and constraints that are still to be made. */
    List<Definitions.Definition> missing() {
        return Definitions.all(sql(), table("rebuild_definition"));
    }

    void make(Definitions.Definition missing) {
        sql().transaction(transaction -> {
            transaction.dsl().execute("set local maintenance_work_mem = '" + INDEX_MEMORY + "'");
            transaction.dsl().execute(missing.statement());
            transaction
                    .dsl()
                    .execute("delete from " + table("rebuild_definition") + " where number = ?", missing.number());
        });
    }

    /** All of them are made. */
    void indexed() {
        sql().execute("analyze "
                + projected.allTables().stream()
                        .map(each -> table(each.getName()))
                        .collect(joining(", ")));
        sql().execute("update " + table("rebuild_state") + " set stage = ?", Stage.INDEXED.name());
    }

    /** Takes the notes away; what is left is the tables as they were migrated. */
    void forgetState(DSLContext sql) {
        sql.execute("drop table " + table("rebuild_state") + ", " + table("rebuild_part") + ", "
                + table("rebuild_folder") + ", "
                + table("rebuild_aside") + ", " + table("rebuild_definition"));
    }

    /** @throws DataAccessException where somebody uses the tables */
    public void drop() {
        sql().execute("set client_min_messages = warning; drop schema if exists " + Names.quoted(schema) + " cascade");
    }
}
