package retrace.query.sessionslog;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static retrace.query.sessionslog.schema.Tables.SESSION;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jooq.CommonTableExpression;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Record2;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.SQLDataType;
import retrace.kernel.id.TeamId;
import retrace.query.sessionslog.schema.tables.Session;
import retrace.query.sessionslog.schema.tables.records.SessionRecord;

/**
 * Who and what occurs in a team's log. Goes from each value to the next one in the index, so that it costs as much as
 * there are different ones and not as there are sessions.
 */
final class DistinctInLog {

    /** More cannot be chosen from a list anyway. */
    static final int MAX = 1000;

    private static final Session OTHER = SESSION.as("other");

    private final DSLContext sql;

    DistinctInLog(DSLContext sql) {
        this.sql = sql;
    }

    /** Technicians' names as they were last, by account. */
    Map<String, String> technicians(TeamId team) {
        return latestNames(team, SESSION.TECHNICIAN, SESSION.TECHNICIAN_NAME);
    }

    /** Endpoints' names as they were last, by endpoint. */
    Map<String, String> endpoints(TeamId team) {
        return latestNames(team, SESSION.ENDPOINT, SESSION.ENDPOINT_NAME);
    }

    private Map<String, String> latestNames(
            TeamId team, TableField<SessionRecord, String> key, TableField<SessionRecord, String> name) {
        Field<String> value = field(name("value"), SQLDataType.CLOB);
        CommonTableExpression<Record1<String>> found = walk(team, key, value);
        Table<Record1<String>> latest = lateral(select(OTHER.field(name).as("latest"))
                        .from(OTHER)
                        .where(OTHER.TEAM.eq(team.value()))
                        .and(OTHER.field(key).eq(value))
                        .and(OTHER.field(name).isNotNull())
                        .orderBy(OTHER.STARTED_AT.desc(), OTHER.SESSION_.desc())
                        .limit(1))
                .asTable("named");
        Field<String> latestName = field(name("named", "latest"), SQLDataType.CLOB);
        Map<String, String> names = new LinkedHashMap<>();
        for (Record2<String, String> row : sql.withRecursive(found)
                .select(value, latestName)
                .from(found, latest)
                .orderBy(latestName, value)
                .limit(MAX)
                .fetch()) {
            names.put(row.value1(), row.value2());
        }
        return names;
    }

    private static CommonTableExpression<Record1<String>> walk(
            TeamId team, TableField<SessionRecord, String> key, Field<String> value) {
        Field<String> next = field(select(OTHER.field(key))
                .from(OTHER)
                .where(OTHER.TEAM.eq(team.value()))
                .and(OTHER.field(key).gt(value))
                .orderBy(OTHER.field(key))
                .limit(1));
        return name("found")
                .fields("value")
                .as(select(key)
                        .from(SESSION)
                        .where(SESSION.TEAM.eq(team.value()))
                        .orderBy(key)
                        .limit(1)
                        .unionAll(select(next).from(name("found")).where(value.isNotNull())));
    }
}
