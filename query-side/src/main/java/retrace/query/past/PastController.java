package retrace.query.past;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.team.Caller;
import retrace.query.activesessions.ActiveSessions;
import retrace.query.activesessions.ActiveSessionsQueries;
import retrace.query.readmodel.Parameters;
import retrace.query.readmodel.QueryRefused;
import retrace.query.recordingcatalog.RecordingCatalogQueries;
import retrace.query.recordingcatalog.SessionRecordings;
import retrace.query.sessionslog.SessionFilter;
import retrace.query.sessionslog.SessionsCsv;
import retrace.query.sessionslog.SessionsPage;

/** Read models as they stood, over HTTP: on their own routes, with {@code at}, for those who may audit. */
@RestController
public final class PastController {

    private static final int FIRST_BATCH = 100;

    private final Past past;

    public PastController(Past past) {
        this.past = past;
    }

    @GetMapping(path = "/api/sessions", params = "at")
    @RolesAllowed({"OWNER", "ADMIN"})
    SessionsPage sessions(
            Caller caller,
            @RequestParam String at,
            @RequestParam Map<String, String> where,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit) {
        SessionFilter filter = PastReadModels.filter(where);
        return past.ask(
                caller.team(),
                PastReadModels.SESSIONS_LOG,
                at,
                (tables, moment) -> new PastSessionsLog(tables, caller.team(), moment)
                        .page(filter, Parameters.after(after), Parameters.limit(limit), FIRST_BATCH));
    }

    @GetMapping(path = "/api/sessions.csv", params = "at")
    @RolesAllowed({"OWNER", "ADMIN"})
    void csv(
            Caller caller,
            @RequestParam String at,
            @RequestParam Map<String, String> where,
            HttpServletResponse response)
            throws IOException {
        SessionFilter filter = PastReadModels.filter(where);
        // Written down first: who reads it slowly keeps nobody else from asking.
        String csv = past.ask(
                caller.team(),
                PastReadModels.SESSIONS_LOG,
                at,
                (tables, moment) -> csv(new PastSessionsLog(tables, caller.team(), moment), caller.team(), filter));
        response.setContentType("text/csv");
        response.setCharacterEncoding(UTF_8);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"sessions-then.csv\"");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.getWriter().write(csv);
    }

    private static String csv(PastSessionsLog log, TeamId team, SessionFilter filter) {
        StringBuilder csv = new StringBuilder();
        try {
            new SessionsCsv(log.fill(filter)).write(team, filter, csv);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return csv.toString();
    }

    @GetMapping(path = "/api/active-sessions", params = "at")
    @RolesAllowed({"OWNER", "ADMIN"})
    ActiveSessions activeSessions(Caller caller, @RequestParam String at) {
        return past.ask(caller.team(), PastReadModels.ACTIVE_SESSIONS, at, (tables, moment) -> {
            tables.fill(new Asked(caller.team(), null, Map.of()));
            return new ActiveSessionsQueries(tables.sql(), PastReadModels.NOT_BEHIND).all(caller.team());
        });
    }

    @GetMapping(path = "/api/sessions/{session}/recordings", params = "at")
    @RolesAllowed({"OWNER", "ADMIN"})
    SessionRecordings recordings(Caller caller, @PathVariable String session, @RequestParam String at) {
        SessionId asked = identified(session);
        return past.ask(caller.team(), PastReadModels.RECORDING_CATALOG, at, (tables, moment) -> {
            tables.fill(new Asked(caller.team(), asked, Map.of()));
            return new RecordingCatalogQueries(tables.sql(), PastReadModels.NOT_BEHIND)
                    .recordings(caller.team(), asked)
                    .orElseThrow(PastController::unknown);
        });
    }

    private static SessionId identified(String text) {
        try {
            return new SessionId(text);
        } catch (IllegalArgumentException e) {
            throw unknown(); // what cannot be an identifier names no session either
        }
    }

    private static QueryRefused unknown() {
        return QueryRefused.notFound(
                "UNKNOWN_SESSION",
                "There was no such session in your team at that moment. Choose one from the sessions log as it stood.");
    }
}
