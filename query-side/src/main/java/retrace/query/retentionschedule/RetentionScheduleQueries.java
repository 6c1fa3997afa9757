package retrace.query.retentionschedule;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.jooq.impl.DSL.row;
import static retrace.query.retentionschedule.schema.Tables.HOLD;
import static retrace.query.retentionschedule.schema.Tables.SEGMENT;
import static retrace.query.retentionschedule.schema.Tables.SESSION;
import static retrace.query.retentionschedule.schema.Tables.TEAM;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.TeamId;
import retrace.query.readmodel.Cursor;
import retrace.query.readmodel.Progress;
import retrace.query.readmodel.RetentionRule;
import retrace.query.retentionschedule.DueRecordings.Recording;
import retrace.query.retentionschedule.DueRecordings.State;
import retrace.query.retentionschedule.schema.tables.records.SegmentRecord;
import retrace.query.retentionschedule.schema.tables.records.TeamRecord;

/** Asks {@code retention-schedule}. Every answer is about one team alone. */
public final class RetentionScheduleQueries {

    private final DSLContext sql;
    private final Progress progress;

    public RetentionScheduleQueries(DSLContext sql, Progress progress) {
        this.sql = sql;
        this.progress = progress;
    }

    /**
     * @param until by when they are due, null for all
     * @param after where the page before ended, null for the first
     * @return empty as long as the team's first event is not in
     */
    public Optional<DueRecordings> due(TeamId team, @Nullable Instant until, @Nullable Cursor after, int limit) {
        return sql.selectFrom(TEAM)
                .where(TEAM.TEAM_.eq(team.value()))
                .fetchOptional()
                .map(row -> {
                    RetentionRule rule = ruleOf(row);
                    Result<Record> found = find(team, rule, until, after, limit + 1);
                    List<Record> page = found.subList(0, Math.min(limit, found.size()));
                    Map<String, List<String>> cases = casesOf(page);
                    return new DueRecordings(
                            progress.behind(RetentionScheduleProjection.READ_MODEL),
                            rule,
                            page.stream()
                                    .map(each -> toRecording(each, rule, cases))
                                    .toList(),
                            found.size() > limit ? cursorAt(page.getLast()).encoded() : null);
                });
    }

    private static RetentionRule ruleOf(TeamRecord row) {
        return RetentionRule.ofTeam(row.getDaysKept(), row.getSetAt(), row.getSetByName());
    }

    /** Nothing was recorded before 1970, and the database does not know every time that can be asked for. */
    private static Instant latestEnd(Instant until, RetentionRule rule) {
        Instant end = until.minus(Duration.ofDays(rule.daysKept()));
        return end.isBefore(Instant.EPOCH) ? Instant.EPOCH : end;
    }

    /** What is decided comes whatever the date: its time is over. */
    private Result<Record> find(
            TeamId team, RetentionRule rule, @Nullable Instant until, @Nullable Cursor after, int limit) {
        Condition wanted = SEGMENT.TEAM.eq(team.value());
        if (until != null) {
            Instant ended = latestEnd(until, rule);
            wanted = wanted.and(SEGMENT.ENDED_AT.le(ended).or(SEGMENT.DECIDED_AT.isNotNull()));
        }
        if (after != null) {
            wanted = wanted.and(row(SEGMENT.ENDED_AT, SEGMENT.SEGMENT_).gt(after.at(), after.id()));
        }
        return sql.select(SEGMENT.fields())
                .select(SESSION.ENDPOINT, SESSION.ENDPOINT_NAME)
                .from(SEGMENT)
                .join(SESSION)
                .on(SESSION.SESSION_.eq(SEGMENT.SESSION))
                .where(wanted)
                .orderBy(SEGMENT.ENDED_AT, SEGMENT.SEGMENT_)
                .limit(limit)
                .fetch();
    }

    private static Cursor cursorAt(Record row) {
        return new Cursor(row.get(SEGMENT.ENDED_AT), row.get(SEGMENT.SEGMENT_));
    }

    /** Names of cases by session. */
    private Map<String, List<String>> casesOf(List<Record> page) {
        List<String> held = page.stream()
                .filter(row -> row.get(SEGMENT.HOLDS) > 0)
                .map(row -> row.get(SEGMENT.SESSION))
                .distinct()
                .toList();
        return sql
                .select(HOLD.SESSION, HOLD.CASE_NAME)
                .from(HOLD)
                .where(HOLD.SESSION.in(held))
                .orderBy(HOLD.CASE_NAME, HOLD.HOLD_)
                .fetch()
                .stream()
                .collect(groupingBy(row -> row.get(HOLD.SESSION), mapping(row -> row.get(HOLD.CASE_NAME), toList())));
    }

    private static Recording toRecording(Record row, RetentionRule teamsRule, Map<String, List<String>> cases) {
        SegmentRecord segment = row.into(SEGMENT);
        Instant decidedAt = segment.getDecidedAt();
        RetentionRule rule = decidedAt == null
                ? teamsRule
                : RetentionRule.decided(Objects.requireNonNull(segment.getDecidedDaysKept()), decidedAt);
        State state = decidedAt != null ? State.DELETING : segment.getHolds() > 0 ? State.HELD : State.SCHEDULED;
        return new Recording(
                segment.getSegment(),
                segment.getSession(),
                row.get(SESSION.ENDPOINT),
                row.get(SESSION.ENDPOINT_NAME),
                segment.getMonitor(),
                segment.getSizeBytes(),
                segment.getEndedAt(),
                segment.getEndedAt().plus(Duration.ofDays(rule.daysKept())),
                state,
                rule,
                state == State.HELD ? cases.getOrDefault(segment.getSession(), List.of()) : List.of(),
                segment.getFailure(),
                segment.getFailedAt());
    }
}
