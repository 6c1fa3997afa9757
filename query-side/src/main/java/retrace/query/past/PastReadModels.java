package retrace.query.past;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import retrace.query.activesessions.ActiveSessionsProjection;
import retrace.query.activesessions.ActiveSessionsQueries;
import retrace.query.endpointdirectory.EndpointDirectoryProjection;
import retrace.query.endpointdirectory.EndpointDirectoryQueries;
import retrace.query.readmodel.Behind;
import retrace.query.readmodel.Cursor;
import retrace.query.readmodel.Parameters;
import retrace.query.readmodel.Progress;
import retrace.query.readmodel.QueryRefused;
import retrace.query.readmodel.ReadModelStatus;
import retrace.query.recordingcatalog.RecordingCatalogProjection;
import retrace.query.recordingcatalog.RecordingCatalogQueries;
import retrace.query.retentionschedule.DueRecordings;
import retrace.query.retentionschedule.RetentionScheduleProjection;
import retrace.query.retentionschedule.RetentionScheduleQueries;
import retrace.query.sessionslog.SessionFilter;
import retrace.query.sessionslog.SessionsLogProjection;
import retrace.query.sessionslog.SessionsLogQueries;
import retrace.query.sessionslog.SessionsPage;
import retrace.query.teamdirectory.SettingChanges;
import retrace.query.teamdirectory.TeamDirectoryProjection;
import retrace.query.teamdirectory.TeamDirectoryQueries;
import retrace.query.watchledger.WatchLedgerProjection;
import retrace.query.watchledger.WatchLedgerQueries;
import retrace.query.watchledger.Watches;

/** All read models that there are, and how each is asked. */
public final class PastReadModels {

    /** What stood at a moment is not behind that moment. */
    static final Progress NOT_BEHIND =
            readModel -> new ReadModelStatus(readModel.name(), null, Behind.NOT, ReadModelStatus.State.STOPPED);

    public static final List<PastReadModel> ALL = List.of(
            new PastReadModel(SessionsLogProjection.PROJECTED, true, false, PastReadModels::sessions),
            new PastReadModel(
                    ActiveSessionsProjection.PROJECTED,
                    true,
                    true,
                    (sql, asked, answer) -> new ActiveSessionsQueries(sql, NOT_BEHIND)
                            .all(asked.team())
                            .items()
                            .forEach(answer)),
            new PastReadModel(
                    RecordingCatalogProjection.PROJECTED,
                    true,
                    false,
                    (sql, asked, answer) -> new RecordingCatalogQueries(sql, NOT_BEHIND)
                            .recordings(asked.team(), asked.requireSession())
                            .ifPresent(answer)),
            new PastReadModel(
                    EndpointDirectoryProjection.PROJECTED,
                    false,
                    false,
                    (sql, asked, answer) -> new EndpointDirectoryQueries(sql, NOT_BEHIND)
                            .all(asked.team())
                            .items()
                            .forEach(answer)),
            new PastReadModel(TeamDirectoryProjection.PROJECTED, false, false, PastReadModels::team),
            new PastReadModel(RetentionScheduleProjection.PROJECTED, true, false, PastReadModels::due),
            new PastReadModel(WatchLedgerProjection.PROJECTED, true, false, PastReadModels::watches));

    static final PastReadModel SESSIONS_LOG = named("sessions-log");
    static final PastReadModel ACTIVE_SESSIONS = named("active-sessions");
    static final PastReadModel RECORDING_CATALOG = named("recording-catalog");

    private PastReadModels() {}

    /** @throws QueryRefused where there is none of that name */
    public static PastReadModel named(String name) {
        return ALL.stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow(() -> QueryRefused.invalid("'" + name + "' is no read model. There are "
                        + ALL.stream().map(PastReadModel::name).collect(joining(", ")) + "."));
    }

    /** What narrows the sessions log, by the names that the HTTP API has for it. */
    static SessionFilter filter(Map<String, String> where) {
        return SessionFilter.parse(
                where.get("technician"),
                where.get("endpoint"),
                where.get("from"),
                where.get("to"),
                where.get("accessKind"),
                where.get("recording"),
                where.get("refused"),
                where.get("held"),
                where.get("gaps"));
    }

    private static void sessions(DSLContext sql, Asked asked, Consumer<Object> answer) {
        SessionFilter filter = filter(asked.where());
        SessionsLogQueries queries = new SessionsLogQueries(sql, NOT_BEHIND);
        paged(
                after -> queries.page(asked.team(), filter, after, Parameters.LIMIT_MAX),
                SessionsPage::items,
                SessionsPage::next,
                answer);
    }

    private static void team(DSLContext sql, Asked asked, Consumer<Object> answer) {
        TeamDirectoryQueries queries = new TeamDirectoryQueries(sql, NOT_BEHIND);
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("settings", queries.settings(asked.team()).orElse(null));
        all.put("accounts", queries.accounts(asked.team()).items());
        answer.accept(all);
        paged(
                after -> queries.changes(asked.team(), after, Parameters.LIMIT_MAX),
                SettingChanges::items,
                SettingChanges::next,
                answer);
    }

    private static void due(DSLContext sql, Asked asked, Consumer<Object> answer) {
        RetentionScheduleQueries queries = new RetentionScheduleQueries(sql, NOT_BEHIND);
        paged(
                after -> queries.due(
                                asked.team(),
                                Parameters.instant("until", asked.where("until")),
                                after,
                                Parameters.LIMIT_MAX)
                        .orElse(null),
                DueRecordings::items,
                DueRecordings::next,
                answer);
    }

    private static void watches(DSLContext sql, Asked asked, Consumer<Object> answer) {
        WatchLedgerQueries queries = new WatchLedgerQueries(sql, NOT_BEHIND);
        paged(
                after -> queries.watches(asked.team(), asked.requireSession(), after, Parameters.LIMIT_MAX)
                        .orElse(null),
                Watches::items,
                Watches::next,
                answer);
    }

    /** All pages, one after the other. */
    private static <P> void paged(
            Function<@Nullable Cursor, @Nullable P> page,
            Function<P, List<?>> items,
            Function<P, @Nullable String> next,
            Consumer<Object> answer) {
        @Nullable Cursor after = null;
        do {
            @Nullable P found = page.apply(after);
            if (found == null) {
                return;
            }
            items.apply(found).forEach(answer);
            after = Parameters.after(next.apply(found));
        } while (after != null);
    }
}
