package retrace.query.sessionslog;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.unnest;
import static org.jooq.impl.DSL.val;
import static retrace.query.sessionslog.schema.Tables.SESSION;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.ResultQuery;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.conf.Settings;
import org.jooq.conf.SettingsTools;
import org.jooq.conf.StatementType;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.TeamId;
import retrace.query.readmodel.Cursor;
import retrace.query.sessionslog.schema.tables.Session;
import retrace.query.sessionslog.schema.tables.records.SessionRecord;

/**
 * The rows of a page, newest first.
 *
 * @param after where the page before ended, null for the first
 */
record PageQuery(
        TeamId team,
        SessionFilter filter,
        Named technician,
        Named endpoint,
        @Nullable Cursor after,
        int limit) {

    /** Of so many, each one's newest are looked up and merged; of more, the log has one of them soon enough. */
    private static final int MERGED_MAX = 100;

    private static final Session OTHER = SESSION.as("other");

    ResultQuery<SessionRecord> of(DSLContext any) {
        DSLContext sql = planned(any);
        if (isToBeMerged(endpoint)) {
            return merged(sql, OTHER.ENDPOINT, endpoint, conditions(OTHER, technician, Named.ANY));
        }
        if (isToBeMerged(technician) && endpoint.keys() == null) {
            return merged(sql, OTHER.TECHNICIAN, technician, conditions(OTHER, Named.ANY, endpoint));
        }
        return sql.selectFrom(SESSION)
                .where(conditions(SESSION, technician, endpoint))
                .orderBy(SESSION.STARTED_AT.desc(), SESSION.SESSION_.desc())
                .limit(limit);
    }

    /**
     * Values stand in the statement itself, so that PostgreSQL plans for them each time, which takes a millisecond. The
     * plan that it would keep for all values takes fifty times as long deep in a log of ten million sessions.
     */
    private static DSLContext planned(DSLContext any) {
        Settings settings = SettingsTools.clone(any.settings()).withStatementType(StatementType.STATIC_STATEMENT);
        return DSL.using(any.configuration().derive(settings));
    }

    private static boolean isToBeMerged(Named named) {
        List<String> keys = named.keys();
        return keys != null && keys.size() > 1 && keys.size() <= MERGED_MAX;
    }

    /** The newest of each, by its index, and of those the newest. */
    private ResultQuery<SessionRecord> merged(
            DSLContext sql, TableField<SessionRecord, String> key, Named named, List<Condition> others) {
        List<String> keys = List.copyOf(Objects.requireNonNull(named.keys()));
        Table<?> each = unnest(val(keys.toArray(String[]::new))).as("each", "key");
        Field<String> one = DSL.field(DSL.name("each", "key"), SQLDataType.CLOB);
        Table<Record2<Instant, String>> newest = lateral(select(OTHER.STARTED_AT, OTHER.SESSION_)
                        .from(OTHER)
                        .where(others)
                        .and(key.eq(one))
                        .orderBy(OTHER.STARTED_AT.desc(), OTHER.SESSION_.desc())
                        .limit(limit))
                .asTable("newest");
        Field<String> session = newest.field(OTHER.SESSION_);
        return sql.selectFrom(SESSION)
                .where(SESSION.SESSION_.in(select(session)
                        .from(each, newest)
                        .orderBy(newest.field(OTHER.STARTED_AT).desc(), session.desc())
                        .limit(limit)))
                .orderBy(SESSION.STARTED_AT.desc(), SESSION.SESSION_.desc());
    }

    private List<Condition> conditions(Session table, Named technician, Named endpoint) {
        List<Condition> conditions = new ArrayList<>();
        conditions.add(table.TEAM.eq(team.value()));
        named(conditions, table.TECHNICIAN, technician);
        named(conditions, table.ENDPOINT, endpoint);
        if (filter.from() != null) {
            conditions.add(table.STARTED_AT.ge(filter.from()));
        }
        if (filter.to() != null && !comesBefore(filter.to())) {
            conditions.add(table.STARTED_AT.lt(filter.to()));
        }
        if (filter.accessKind() != null) {
            conditions.add(table.ACCESS_KIND.eq(filter.accessKind().name()));
        }
        if (filter.recording() != null) {
            conditions.add(table.RECORDING_STATE.eq(filter.recording().name()));
        }
        if (filter.refused() != null) {
            conditions.add(filter.refused() ? table.REFUSAL_CODE.isNotNull() : table.REFUSAL_CODE.isNull());
        }
        if (filter.held() != null) {
            conditions.add(filter.held() ? table.HOLDS.gt(inline(0)) : table.HOLDS.eq(inline(0)));
        }
        if (filter.gaps() != null) {
            conditions.add(filter.gaps() ? table.GAPS.gt(inline(0)) : table.GAPS.eq(inline(0)));
        }
        if (after != null) {
            conditions.add(row(table.STARTED_AT, table.SESSION_).lt(row(after.at(), after.id())));
        }
        return conditions;
    }

    /**
     * Whether the page ahead has passed the moment anyway. Said of both, PostgreSQL would begin at the moment and walk from
     * there to the page.
     */
    private boolean comesBefore(Instant moment) {
        return after != null && after.at().isBefore(moment);
    }

    private static void named(List<Condition> conditions, TableField<SessionRecord, String> field, Named named) {
        List<String> keys = named.keys();
        if (keys != null) {
            conditions.add(keys.size() == 1 ? field.eq(keys.getFirst()) : field.in(keys));
        }
    }
}
