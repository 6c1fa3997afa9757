package retrace.query.sessionslog;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import retrace.kernel.team.Caller;
import retrace.query.readmodel.Parameters;

/** The sessions log over HTTP. */
@RestController
public final class SessionsLogController {

    private final SessionsLogQueries queries;
    private final SessionsCsv csv;

    public SessionsLogController(SessionsLogQueries queries) {
        this.queries = queries;
        this.csv = new SessionsCsv(queries);
    }

    @GetMapping("/api/sessions")
    @RolesAllowed({"OWNER", "ADMIN", "MEMBER"})
    SessionsPage sessions(
            Caller caller,
            @RequestParam(required = false) @Nullable String technician,
            @RequestParam(required = false) @Nullable String endpoint,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String accessKind,
            @RequestParam(required = false) @Nullable String recording,
            @RequestParam(required = false) @Nullable String refused,
            @RequestParam(required = false) @Nullable String held,
            @RequestParam(required = false) @Nullable String gaps,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit) {
        return queries.page(
                caller.team(),
                SessionFilter.parse(technician, endpoint, from, to, accessKind, recording, refused, held, gaps),
                Parameters.after(after),
                Parameters.limit(limit));
    }

    @GetMapping("/api/sessions/filters")
    @RolesAllowed({"OWNER", "ADMIN", "MEMBER"})
    FilterChoices filters(Caller caller) {
        return queries.choices(caller.team());
    }

    @GetMapping(path = "/api/sessions.csv")
    @RolesAllowed({"OWNER", "ADMIN", "MEMBER"})
    void csv(
            Caller caller,
            @RequestParam(required = false) @Nullable String technician,
            @RequestParam(required = false) @Nullable String endpoint,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String accessKind,
            @RequestParam(required = false) @Nullable String recording,
            @RequestParam(required = false) @Nullable String refused,
            @RequestParam(required = false) @Nullable String held,
            @RequestParam(required = false) @Nullable String gaps,
            HttpServletResponse response)
            throws IOException {
        SessionFilter filter =
                SessionFilter.parse(technician, endpoint, from, to, accessKind, recording, refused, held, gaps);
        response.setContentType("text/csv");
        response.setCharacterEncoding(UTF_8);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"sessions.csv\"");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        csv.write(caller.team(), filter, response.getWriter());
    }
}
