package retrace.query.watchledger;

import jakarta.annotation.security.RolesAllowed;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import retrace.kernel.id.SessionId;
import retrace.kernel.team.Caller;
import retrace.query.readmodel.Cursor;
import retrace.query.readmodel.Parameters;
import retrace.query.readmodel.QueryRefused;

/** Who watched the recordings of a session, over HTTP. */
@RestController
public final class WatchLedgerController {

    private final WatchLedgerQueries queries;

    public WatchLedgerController(WatchLedgerQueries queries) {
        this.queries = queries;
    }

    @GetMapping("/api/sessions/{session}/watches")
    @RolesAllowed({"OWNER", "ADMIN"})
    Watches watches(
            Caller caller,
            @PathVariable String session,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit) {
        @Nullable Cursor last = Parameters.after(after);
        int most = Parameters.limit(limit);
        return identified(session)
                .flatMap(known -> queries.watches(caller.team(), known, last, most))
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
}
