package retrace.query.sessionslog;

import static org.jooq.impl.DSL.row;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jooq.DSLContext;
import org.jooq.ResultQuery;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.EndpointId;
import retrace.kernel.id.TeamId;
import retrace.kernel.platform.Platform;
import retrace.kernel.recording.Coverage;
import retrace.kernel.recording.Gap;
import retrace.kernel.recording.GapReason;
import retrace.kernel.session.EndReason;
import retrace.kernel.session.ViewerKind;
import retrace.kernel.team.AccessKind;
import retrace.query.readmodel.Cursor;
import retrace.query.readmodel.Progress;
import retrace.query.sessionslog.schema.tables.records.SessionRecord;

/** Asks {@code sessions-log}. Every answer is about one team alone. */
public final class SessionsLogQueries {

    /** More cannot be chosen from a list anyway. */
    static final int CHOICES_MAX = 1000;

    private final DSLContext sql;
    private final NamesInLog technicians;
    private final NamesInLog endpoints;
    private final Progress progress;

    private SessionsLogQueries(DSLContext sql, NamesInLog technicians, NamesInLog endpoints, Progress progress) {
        this.sql = sql;
        this.technicians = technicians;
        this.endpoints = endpoints;
        this.progress = progress;
    }

    /** For a log that may become any other between two questions. */
    public SessionsLogQueries(DSLContext sql, Progress progress) {
        this(sql, DistinctInLog.technicians(sql), DistinctInLog.endpoints(sql), progress);
    }

    /** For a log to which sessions come about as they start; remembers the names in it. */
    public static SessionsLogQueries remembering(DSLContext sql, Progress progress) {
        return new SessionsLogQueries(
                sql,
                new RememberedNames(DistinctInLog.technicians(sql)),
                new RememberedNames(DistinctInLog.endpoints(sql)),
                progress);
    }

    /** @param after where the page before ended, null for the first */
    public SessionsPage page(TeamId team, SessionFilter filter, @Nullable Cursor after, int limit) {
        List<SessionRow> rows = rows(team, filter, after, limit + 1).fetch(SessionsLogQueries::toRow);
        List<SessionRow> items = rows.subList(0, Math.min(limit, rows.size()));
        return new SessionsPage(
                progress.behind(SessionsLogProjection.READ_MODEL),
                List.copyOf(items),
                rows.size() > limit ? cursorAt(items.getLast()).encoded() : null);
    }

    static Cursor cursorAt(SessionRow row) {
        return new Cursor(row.startedAt(), row.session());
    }

    public FilterChoices choices(TeamId team) {
        return new FilterChoices(
                chosenFrom(technicians.of(team), FilterChoices.Technician::new),
                chosenFrom(endpoints.of(team), FilterChoices.Endpoint::new));
    }

    private static <C> List<C> chosenFrom(Map<String, String> names, BiFunction<String, String, C> choice) {
        return names.entrySet().stream()
                .sorted(Map.Entry.<String, String>comparingByValue(String.CASE_INSENSITIVE_ORDER)
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(CHOICES_MAX)
                .map(entry -> choice.apply(entry.getKey(), entry.getValue()))
                .toList();
    }

    ResultQuery<SessionRecord> rows(TeamId team, SessionFilter filter, @Nullable Cursor after, int limit) {
        Named technician = Named.by(filter.technician(), text -> new AccountId(text).value(), technicians, team);
        Named endpoint = Named.by(filter.endpoint(), text -> new EndpointId(text).value(), endpoints, team);
        return new PageQuery(team, filter, technician, endpoint, after, limit).of(sql);
    }

    static SessionRow toRow(SessionRecord row) {
        return new SessionRow(
                row.getSession(),
                row.getEndpoint(),
                row.getEndpointName(),
                word(Platform.class, row.getEndpointPlatform()),
                word(AccessKind.class, row.getAccessKind()),
                row.getTechnician(),
                row.getTechnicianName(),
                ViewerKind.valueOf(row.getViewer()),
                row.getStartedAt(),
                row.getEndedAt(),
                word(EndReason.class, row.getEndReason()),
                row.getEndDetail(),
                row.getRefusalCode() == null
                        ? null
                        : new SessionRow.Refusal(row.getRefusalCode(), row.getRefusalMessage()),
                recordingOf(row),
                row.getHolds() > 0);
    }

    private static SessionRow.Recording recordingOf(SessionRecord row) {
        RecordingState state = RecordingState.valueOf(row.getRecordingState());
        int segments = switch (state) {
            case NONE -> 0;
            case RECORDING, UPLOADING -> row.getSegmentsOpen() + row.getSegmentsReady();
            case READY -> row.getSegmentsReady();
            case FAILED -> row.getSegmentsFailed();
            case EXPIRED -> row.getSegmentsExpired();
        };
        return new SessionRow.Recording(state, segments, row.getSegmentsFailed(), coverageOf(row));
    }

    private static SessionRow.@Nullable Coverage coverageOf(SessionRecord row) {
        if (row.getShownMillis() == null || row.getShownMillis() == 0) {
            return null;
        }
        return new SessionRow.Coverage(
                Coverage.percent(row.getShownMillis(), row.getRecordedMillis()),
                row.getGaps(),
                row.getGaps() == 0
                        ? null
                        : new Gap(
                                row.getFirstGapFrom(),
                                row.getFirstGapTo(),
                                GapReason.valueOf(row.getFirstGapReason())));
    }

    private static <E extends Enum<E>> @Nullable E word(Class<E> words, @Nullable String word) {
        return word == null ? null : Enum.valueOf(words, word);
    }
}
