package retrace.query.sessionslog;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.row;
import static retrace.query.sessionslog.schema.Tables.SESSION;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.ResultQuery;
import org.jooq.TableField;
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

    private final DSLContext sql;
    private final DistinctInLog distinct;
    private final Progress progress;

    public SessionsLogQueries(DSLContext sql, Progress progress) {
        this.sql = sql;
        this.distinct = new DistinctInLog(sql);
        this.progress = progress;
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
                distinct.technicians(team).entrySet().stream()
                        .map(entry -> new FilterChoices.Technician(entry.getKey(), entry.getValue()))
                        .toList(),
                distinct.endpoints(team).entrySet().stream()
                        .map(entry -> new FilterChoices.Endpoint(entry.getKey(), entry.getValue()))
                        .toList());
    }

    ResultQuery<SessionRecord> rows(TeamId team, SessionFilter filter, @Nullable Cursor after, int limit) {
        List<Condition> conditions = conditions(team, filter);
        if (after != null) {
            conditions.add(row(SESSION.STARTED_AT, SESSION.SESSION_).lt(row(after.at(), after.id())));
        }
        return sql.selectFrom(SESSION)
                .where(conditions)
                .orderBy(SESSION.STARTED_AT.desc(), SESSION.SESSION_.desc())
                .limit(limit);
    }

    private List<Condition> conditions(TeamId team, SessionFilter filter) {
        List<Condition> conditions = new ArrayList<>();
        conditions.add(SESSION.TEAM.eq(team.value()));
        if (filter.technician() != null) {
            conditions.add(is(
                    SESSION.TECHNICIAN,
                    filter.technician(),
                    text -> new AccountId(text).value(),
                    distinct::technicians,
                    team));
        }
        if (filter.endpoint() != null) {
            conditions.add(is(
                    SESSION.ENDPOINT,
                    filter.endpoint(),
                    text -> new EndpointId(text).value(),
                    distinct::endpoints,
                    team));
        }
        if (filter.from() != null) {
            conditions.add(SESSION.STARTED_AT.ge(filter.from()));
        }
        if (filter.to() != null) {
            conditions.add(SESSION.STARTED_AT.lt(filter.to()));
        }
        if (filter.accessKind() != null) {
            conditions.add(SESSION.ACCESS_KIND.eq(filter.accessKind().name()));
        }
        if (filter.recording() != null) {
            conditions.add(SESSION.RECORDING_STATE.eq(filter.recording().name()));
        }
        if (filter.refused() != null) {
            conditions.add(filter.refused() ? SESSION.REFUSAL_CODE.isNotNull() : SESSION.REFUSAL_CODE.isNull());
        }
        if (filter.held() != null) {
            conditions.add(filter.held() ? SESSION.HOLDS.gt(inline(0)) : SESSION.HOLDS.eq(inline(0)));
        }
        if (filter.gaps() != null) {
            conditions.add(filter.gaps() ? SESSION.GAPS.gt(inline(0)) : SESSION.GAPS.eq(inline(0)));
        }
        return conditions;
    }

    /** The one that an identifier names, or all whose names contain the text. */
    private static Condition is(
            TableField<SessionRecord, String> key,
            String text,
            UnaryOperator<String> identifier,
            Function<TeamId, Map<String, String>> names,
            TeamId team) {
        try {
            return key.eq(identifier.apply(text));
        } catch (IllegalArgumentException e) {
            String part = text.toLowerCase(Locale.ROOT);
            List<String> named = names.apply(team).entrySet().stream()
                    .filter(entry -> entry.getValue().toLowerCase(Locale.ROOT).contains(part))
                    .map(Map.Entry::getKey)
                    .toList();
            return named.size() == 1 ? key.eq(named.getFirst()) : key.in(named);
        }
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
