package retrace.query.activesessions;

import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import retrace.kernel.team.Caller;

/** The active sessions over HTTP, to read once or to follow. */
@RestController
public final class ActiveSessionsController {

    private final ActiveSessionsQueries queries;
    private final ActiveSessionsUpdates updates;

    public ActiveSessionsController(ActiveSessionsQueries queries, ActiveSessionsUpdates updates) {
        this.queries = queries;
        this.updates = updates;
    }

    @GetMapping("/api/active-sessions")
    @RolesAllowed({"OWNER", "ADMIN", "MEMBER"})
    ActiveSessions activeSessions(Caller caller) {
        return queries.all(caller.team());
    }

    @GetMapping(path = "/api/active-sessions/updates", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @RolesAllowed({"OWNER", "ADMIN", "MEMBER"})
    SseEmitter updates(Caller caller, HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Accel-Buffering", "no"); // a proxy that gathers answers would hold them back
        return updates.subscribe(caller.team());
    }
}
