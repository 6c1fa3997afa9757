package retrace.query.recordingcatalog;

import static retrace.query.recordingcatalog.schema.Tables.GAP;
import static retrace.query.recordingcatalog.schema.Tables.HOLD;
import static retrace.query.recordingcatalog.schema.Tables.SEGMENT;
import static retrace.query.recordingcatalog.schema.Tables.SESSION;
import static retrace.query.recordingcatalog.schema.Tables.TEAM;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.recording.CloseReason;
import retrace.kernel.recording.Coverage;
import retrace.kernel.recording.Gap;
import retrace.kernel.recording.GapReason;
import retrace.query.readmodel.Progress;
import retrace.query.readmodel.RetentionRule;
import retrace.query.recordingcatalog.schema.tables.records.HoldRecord;
import retrace.query.recordingcatalog.schema.tables.records.SegmentRecord;
import retrace.query.recordingcatalog.schema.tables.records.SessionRecord;

/** Asks {@code recording-catalog}. Every answer is about one team alone. */
public final class RecordingCatalogQueries {

    /** A session lasts 24 hours at most; more segments than this would be one in nine seconds. */
    static final int SEGMENTS_MAX = 10_000;

    /** Of those that hold there are at most a hundred; the others are history. */
    static final int HOLDS_MAX = 1000;

    private final DSLContext sql;
    private final Progress progress;

    public RecordingCatalogQueries(DSLContext sql, Progress progress) {
        this.sql = sql;
        this.progress = progress;
    }

    /** @return empty where the team has no such session */
    public Optional<SessionRecordings> recordings(TeamId team, SessionId session) {
        return sql.selectFrom(SESSION)
                .where(SESSION.SESSION_.eq(session.value()).and(SESSION.TEAM.eq(team.value())))
                .fetchOptional()
                .map(this::toRecordings);
    }

    private SessionRecordings toRecordings(SessionRecord row) {
        RetentionRule rule = ruleOf(row.getTeam());
        List<SessionRecordings.Hold> holds = holds(row.getSession());
        boolean held = holds.stream().anyMatch(hold -> hold.release() == null);
        List<SessionRecordings.Segment> segments = segments(row.getSession(), held ? null : rule);
        SessionRecordings.@Nullable Coverage coverage = coverageOf(row);
        return new SessionRecordings(
                progress.behind(RecordingCatalogProjection.READ_MODEL),
                row.getSession(),
                SessionRecordings.stateOf(row.getRecorded(), row.getEnded(), coverage, segments),
                coverage,
                rule,
                segments.stream()
                        .flatMap(segment -> Stream.ofNullable(segment.keptUntil()))
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                holds,
                segments);
    }

    private SessionRecordings.@Nullable Coverage coverageOf(SessionRecord row) {
        if (row.getShownMillis() == null || row.getShownMillis() == 0) {
            return null;
        }
        List<Gap> gaps = sql.selectFrom(GAP)
                .where(GAP.SESSION.eq(row.getSession()))
                .orderBy(GAP.NUMBER)
                .limit(SEGMENTS_MAX)
                .fetch(gap -> new Gap(gap.getBegan(), gap.getEnded(), GapReason.valueOf(gap.getReason())));
        return new SessionRecordings.Coverage(
                Coverage.percent(row.getShownMillis(), row.getRecordedMillis()),
                row.getShownMillis(),
                row.getRecordedMillis(),
                gaps);
    }

    private RetentionRule ruleOf(String team) {
        return sql.selectFrom(TEAM)
                .where(TEAM.TEAM_.eq(team))
                .fetchOptional()
                .map(row -> RetentionRule.ofTeam(row.getDaysKept(), row.getSetAt(), row.getSetByName()))
                .orElseGet(RetentionRule::byDefault);
    }

    private List<SessionRecordings.Hold> holds(String session) {
        return sql.selectFrom(HOLD)
                .where(HOLD.SESSION.eq(session))
                .orderBy(HOLD.RELEASED_AT.isNotNull(), HOLD.PLACED_AT, HOLD.HOLD_)
                .limit(HOLDS_MAX)
                .fetch(RecordingCatalogQueries::toHold);
    }

    private static SessionRecordings.Hold toHold(HoldRecord row) {
        return new SessionRecordings.Hold(
                row.getHold(),
                row.getCaseName(),
                row.getReason(),
                row.getPlacedBy(),
                row.getPlacedByName(),
                row.getPlacedAt(),
                row.getReleasedAt() == null
                        ? null
                        : new SessionRecordings.Release(
                                row.getReleasedBy(),
                                row.getReleasedByName(),
                                row.getReleaseReason(),
                                row.getReleasedAt()));
    }

    /** @param rule by which they go, null while they are held */
    private List<SessionRecordings.Segment> segments(String session, @Nullable RetentionRule rule) {
        return sql.selectFrom(SEGMENT)
                .where(SEGMENT.SESSION.eq(session))
                .orderBy(SEGMENT.MONITOR, SEGMENT.OPENED_AT, SEGMENT.SEGMENT_)
                .limit(SEGMENTS_MAX)
                .fetch(row -> toSegment(row, rule));
    }

    private static SessionRecordings.Segment toSegment(SegmentRecord row, @Nullable RetentionRule rule) {
        SegmentState state = SegmentState.valueOf(row.getState());
        return new SessionRecordings.Segment(
                row.getSegment(),
                row.getMonitor(),
                row.getMonitorName(),
                row.getOpenedAt(),
                row.getFirstFrameAt(),
                row.getLastFrameAt(),
                row.getEndedAt(),
                row.getSizeBytes(),
                row.getWidth(),
                row.getHeight(),
                row.getFrameRate(),
                row.getFrames(),
                row.getCloseReason() == null ? null : CloseReason.valueOf(row.getCloseReason()),
                state,
                row.getSha256(),
                row.getObjectName(),
                row.getFailure(),
                rule == null || state != SegmentState.READY
                        ? null
                        : row.getEndedAt().plus(Duration.ofDays(rule.daysKept())),
                expiryOf(row));
    }

    private static SessionRecordings.@Nullable Expiry expiryOf(SegmentRecord row) {
        Instant decidedAt = row.getDecidedAt();
        return decidedAt == null
                ? null
                : new SessionRecordings.Expiry(
                        decidedAt,
                        RetentionRule.decided(row.getDaysKept(), decidedAt),
                        row.getDeletedAt(),
                        row.getDeletionFailure(),
                        row.getDeletionFailedAt());
    }
}
