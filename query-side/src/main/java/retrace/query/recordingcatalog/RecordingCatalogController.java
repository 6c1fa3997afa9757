package retrace.query.recordingcatalog;

import jakarta.annotation.security.RolesAllowed;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import retrace.kernel.id.SessionId;
import retrace.kernel.team.Caller;
import retrace.query.readmodel.QueryRefused;

/** The recordings of a session over HTTP. */
@RestController
public final class RecordingCatalogController {

    private final RecordingCatalogQueries queries;

    public RecordingCatalogController(RecordingCatalogQueries queries) {
        this.queries = queries;
    }

    @GetMapping("/api/sessions/{session}/recordings")
    @RolesAllowed({"OWNER", "ADMIN", "MEMBER"})
    SessionRecordings recordings(Caller caller, @PathVariable String session) {
        return identified(session)
                .flatMap(known -> queries.recordings(caller.team(), known))
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
