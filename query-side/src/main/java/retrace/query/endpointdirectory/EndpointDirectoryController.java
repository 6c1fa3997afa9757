package retrace.query.endpointdirectory;

import jakarta.annotation.security.RolesAllowed;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import retrace.kernel.team.Caller;

/** The computers of a team over HTTP. */
@RestController
public final class EndpointDirectoryController {

    private final EndpointDirectoryQueries queries;

    public EndpointDirectoryController(EndpointDirectoryQueries queries) {
        this.queries = queries;
    }

    @GetMapping("/api/endpoints")
    @RolesAllowed({"OWNER", "ADMIN", "MEMBER"})
    Computers endpoints(Caller caller) {
        return queries.all(caller.team());
    }
}
