package retrace.query.audit;

import jakarta.annotation.security.RolesAllowed;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import retrace.kernel.id.SessionId;
import retrace.kernel.team.Caller;
import retrace.query.readmodel.Parameters;
import retrace.query.readmodel.QueryRefused;

/** What happened to a session, over HTTP. */
@RestController
public final class TimelineController {

    private final SessionTimeline timeline;

    public TimelineController(SessionTimeline timeline) {
        this.timeline = timeline;
    }

    @GetMapping("/api/sessions/{session}/timeline")
    @RolesAllowed({"OWNER", "ADMIN", "MEMBER"})
    Timeline timeline(
            Caller caller,
            @PathVariable String session,
            @RequestParam(required = false) @Nullable String zone,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit) {
        ZoneId in = zone(zone);
        long position = position(after);
        int most = Parameters.limit(limit);
        return identified(session)
                .flatMap(known -> timeline.page(caller, known, in, position, most))
                .orElseThrow(() -> QueryRefused.notFound(
                        "UNKNOWN_SESSION", "There is no such session in your team. Choose one from the sessions log."));
    }

    private static Optional<SessionId> identified(String text) {
        try {
            return Optional.of(new SessionId(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // what cannot be an identifier names no session either
        }
    }

    private static ZoneId zone(@Nullable String name) {
        try {
            return ZoneId.of(name == null || name.isBlank() ? "UTC" : name);
        } catch (DateTimeException e) {
            throw QueryRefused.invalid("'zone' is a time zone such as Europe/Vienna or UTC.");
        }
    }

    private static long position(@Nullable String after) {
        try {
            return after == null || after.isBlank() ? 0 : Long.parseLong(after);
        } catch (NumberFormatException e) {
            throw QueryRefused.invalid("'after' is not a place in this list. Use the 'next' of the page before.");
        }
    }
}
