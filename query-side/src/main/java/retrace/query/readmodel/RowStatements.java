package retrace.query.readmodel;

import static java.util.stream.Collectors.joining;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;

/**
 * The SQL for single rows, written once for each table and set of columns. jOOQ renders a query anew each time, which
 * costs more than to bind, send and read it. Thread-safe.
 */
final class RowStatements {

    /** @param columns by their places in the table */
    private record Columns(Table<?> table, BitSet columns) {

        Stream<? extends Field<?>> fields() {
            return columns.stream().mapToObj(table::field);
        }
    }

    private final DSLContext sql;
    private final Map<Table<?>, String> finds = new ConcurrentHashMap<>();
    private final Map<Columns, String> inserts = new ConcurrentHashMap<>();
    private final Map<Columns, String> updates = new ConcurrentHashMap<>();

    /** @param sql by whose settings names are written */
    RowStatements(DSLContext sql) {
        this.sql = sql;
    }

    /** All columns, by the primary key. */
    String find(Table<?> table) {
        return finds.computeIfAbsent(
                table,
                it -> "select " + Stream.of(it.fields()).map(this::name).collect(joining(", ")) + " from "
                        + sql.render(it) + byKey(it));
    }

    /** Does nothing where there is a row of the key. */
    String insert(Table<?> table, BitSet columns) {
        return inserts.computeIfAbsent(
                new Columns(table, columns),
                it -> "insert into " + sql.render(table) + " ("
                        + it.fields().map(this::name).collect(joining(", ")) + ") values ("
                        + it.fields().map(this::value).collect(joining(", ")) + ") on conflict do nothing");
    }

    /** By the primary key, whose values come last. */
    String update(Table<?> table, BitSet columns) {
        return updates.computeIfAbsent(
                new Columns(table, columns),
                it -> "update " + sql.render(table) + " set "
                        + it.fields()
                                .map(each -> name(each) + " = " + value(each))
                                .collect(joining(", ")) + byKey(table));
    }

    private String byKey(Table<?> table) {
        List<? extends Field<?>> key = PrimaryKey.of(table);
        return " where "
                + key.stream().map(each -> name(each) + " = " + value(each)).collect(joining(" and "));
    }

    /** With its type, since jOOQ sends moments as text. */
    private String value(Field<?> field) {
        return "cast(? as " + field.getDataType().getCastTypeName(sql.configuration()) + ")";
    }

    private String name(Field<?> field) {
        return sql.render(field.getUnqualifiedName());
    }
}
