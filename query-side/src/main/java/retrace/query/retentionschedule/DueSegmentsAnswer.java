package retrace.query.retentionschedule;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;
import static retrace.query.retentionschedule.schema.Tables.SEGMENT;
import static retrace.query.retentionschedule.schema.Tables.TEAM;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record3;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;
import retrace.kernel.recording.DueSegments;
import retrace.query.retentionschedule.schema.tables.Segment;

/** Answers {@link DueSegments}, of all teams: for each the oldest by its index, and of those the oldest. */
public final class DueSegmentsAnswer {

    private static final Segment DECIDED = SEGMENT.as("decided");

    private final DSLContext sql;
    private final InstantSource clock;

    public DueSegmentsAnswer(DSLContext sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @QueryHandler
    public DueSegments.Found handle(DueSegments query) {
        Table<Record3<String, String, Instant>> found =
                due(query).unionAll(decided(query)).asTable("found");
        List<DueSegments.Due> due = sql.select(
                        found.field(SEGMENT.SESSION), found.field(SEGMENT.SEGMENT_), found.field(SEGMENT.ENDED_AT))
                .from(found)
                .orderBy(found.field(SEGMENT.ENDED_AT), found.field(SEGMENT.SEGMENT_))
                .limit(query.limit())
                .fetch(row ->
                        new DueSegments.Due(new SessionId(row.value1()), new SegmentId(row.value2()), row.value3()));
        return new DueSegments.Found(due);
    }

    /** Those that are not held and end no later than their team's days ago. */
    private Select<Record3<String, String, Instant>> due(DueSegments query) {
        Field<Instant> ended = val(clock.instant()).sub(TEAM.KEPT);
        Table<Record3<String, String, Instant>> oldest = lateral(
                        select(SEGMENT.SESSION, SEGMENT.SEGMENT_, SEGMENT.ENDED_AT)
                                .from(SEGMENT)
                                .where(SEGMENT.TEAM.eq(TEAM.TEAM_))
                                .and(SEGMENT.HOLDS.eq(inline(0)))
                                .and(SEGMENT.DECIDED_AT.isNull())
                                .and(SEGMENT.ENDED_AT.le(ended))
                                .and(isAfter(query.after(), SEGMENT))
                                .orderBy(SEGMENT.ENDED_AT, SEGMENT.SEGMENT_)
                                .limit(query.limit()))
                .asTable("oldest");
        return sql.select(oldest.field(SEGMENT.SESSION), oldest.field(SEGMENT.SEGMENT_), oldest.field(SEGMENT.ENDED_AT))
                .from(TEAM, oldest);
    }

    private Select<Record3<String, String, Instant>> decided(DueSegments query) {
        return sql.select(DECIDED.SESSION, DECIDED.SEGMENT_, DECIDED.ENDED_AT)
                .from(DECIDED)
                .where(DECIDED.DECIDED_AT.isNotNull())
                .and(isAfter(query.after(), DECIDED));
    }

    private static Condition isAfter(DueSegments.@Nullable Due last, Segment segment) {
        return last == null
                ? DSL.noCondition()
                : row(segment.ENDED_AT, segment.SEGMENT_)
                        .gt(last.endedAt(), last.segment().value());
    }
}
