package retrace.query.sessionslog;

import static java.util.stream.Collectors.toMap;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.select;
import static retrace.query.sessionslog.schema.Tables.SESSION;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jooq.CommonTableExpression;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import retrace.kernel.id.TeamId;
import retrace.query.sessionslog.schema.tables.Session;
import retrace.query.sessionslog.schema.tables.records.SessionRecord;

/**
 * Names out of the log itself. Goes from each value to the next one in the index, so that it costs as much as there are
 * different ones and not as there are sessions.
 */
final class DistinctInLog implements NamesInLog {

    private static final Session OTHER = SESSION.as("other");

    private final DSLContext sql;
    private final TableField<SessionRecord, String> key;
    private final TableField<SessionRecord, String> name;

    private DistinctInLog(
            DSLContext sql, TableField<SessionRecord, String> key, TableField<SessionRecord, String> name) {
        this.sql = sql;
        this.key = key;
        this.name = name;
    }

    /** Technicians' names, by account. */
    static DistinctInLog technicians(DSLContext sql) {
        return new DistinctInLog(sql, SESSION.TECHNICIAN, SESSION.TECHNICIAN_NAME);
    }

    /** Endpoints' names, by endpoint. */
    static DistinctInLog endpoints(DSLContext sql) {
        return new DistinctInLog(sql, SESSION.ENDPOINT, SESSION.ENDPOINT_NAME);
    }

    @Override
    public Map<String, String> of(TeamId team) {
        Field<String> value = field(DSL.name("value"), SQLDataType.CLOB);
        CommonTableExpression<Record1<String>> found = walk(team, value);
        Table<Record1<String>> latest = lateral(select(OTHER.field(name).as("latest"))
                        .from(OTHER)
                        .where(OTHER.TEAM.eq(team.value()))
                        .and(OTHER.field(key).eq(value))
                        .and(OTHER.field(name).isNotNull())
                        .orderBy(OTHER.STARTED_AT.desc(), OTHER.SESSION_.desc())
                        .limit(1))
                .asTable("named");
        Field<String> latestName = field(DSL.name("named", "latest"), SQLDataType.CLOB);
        return sql.withRecursive(found)
                .select(value, latestName)
                .from(found, latest)
                .fetchMap(value, latestName);
    }

    /** What sessions from some start on say, the latest of each. */
    Map<String, String> since(TeamId team, Instant from) {
        return sql
                .select(key, name)
                .from(SESSION)
                .where(SESSION.TEAM.eq(team.value()))
                .and(SESSION.STARTED_AT.ge(from))
                .and(name.isNotNull())
                .orderBy(SESSION.STARTED_AT, SESSION.SESSION_)
                .stream()
                .collect(toMap(row -> row.value1(), row -> row.value2(), (earlier, later) -> later));
    }

    /** When the last session of the team has started; empty where there is none. */
    Optional<Instant> lastStart(TeamId team) {
        return sql.select(max(SESSION.STARTED_AT))
                .from(SESSION)
                .where(SESSION.TEAM.eq(team.value()))
                .fetchOptional(0, Instant.class);
    }

    private CommonTableExpression<Record1<String>> walk(TeamId team, Field<String> value) {
        Field<String> next = field(select(OTHER.field(key))
                .from(OTHER)
                .where(OTHER.TEAM.eq(team.value()))
                .and(OTHER.field(key).gt(value))
                .orderBy(OTHER.field(key))
                .limit(1));
        return DSL.name("found")
                .fields("value")
                .as(select(key)
                        .from(SESSION)
                        .where(SESSION.TEAM.eq(team.value()))
                        .orderBy(key)
                        .limit(1)
                        .unionAll(select(next).from(DSL.name("found")).where(value.isNotNull())));
    }
}
