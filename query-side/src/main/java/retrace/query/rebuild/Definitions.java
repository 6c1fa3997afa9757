package retrace.query.rebuild;

import java.util.List;
import org.jooq.DSLContext;

/** Indexes and constraints of the tables of a schema, taken off and put on again. */
final class Definitions {

    /**
     * @param step those of an earlier one are made before; those of the same in any order
     * @param name of the index or constraint
     */
    record Definition(int number, int step, String name, String statement) {}

    static final int STEPS = 3;

    private static final String CONSTRAINTS = """
            select case contype when 'p' then 1 when 'u' then 1 else 3 end as step, conrelid::regclass::text as of_table,
              conname as name,
              format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
                as statement
            from pg_constraint where connamespace = to_regnamespace(?) and contype in ('p', 'u', 'f')
            """;

    private static final String INDEXES = """
            select 2, indrelid::regclass::text, relname, pg_get_indexdef(indexrelid)
            from pg_index join pg_class on pg_class.oid = indexrelid
            where relnamespace = to_regnamespace(?)
              and not exists (select from pg_constraint where conindid = indexrelid and contype in ('p', 'u', 'x'))
            """;

    private Definitions() {}

    /** Drops all that the schema's tables have, and writes to the table how to make them again: what others need first. */
    static void takeOff(DSLContext sql, String schema, String table) {
        String quoted = Names.quoted(schema);
        sql.execute(
                "create table " + table + " as select row_number() over (order by step, of_table, name)::integer as"
                        + " number, name, statement, step, of_table from (" + CONSTRAINTS + " union all " + INDEXES
                        + ") as made"
                        + " where name not like 'flyway%' and name not like 'rebuild%'",
                quoted,
                quoted);
        sql.resultQuery("select case step when 2 then format('drop index %s.%I', '" + quoted + "', name)"
                        + " else format('alter table %s drop constraint %I', of_table, name) end from " + table
                        + " order by number desc")
                .fetchInto(String.class)
                .forEach(sql::execute);
    }

    static List<Definition> all(DSLContext sql, String table) {
        return sql.resultQuery("select number, step, name, statement from " + table + " order by number")
                .fetchInto(Definition.class);
    }
}
