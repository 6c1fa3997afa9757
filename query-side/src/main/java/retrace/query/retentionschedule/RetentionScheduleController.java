package retrace.query.retentionschedule;

import jakarta.annotation.security.RolesAllowed;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import retrace.kernel.team.Caller;
import retrace.query.readmodel.Parameters;
import retrace.query.readmodel.QueryRefused;

/** What will be deleted when, over HTTP. */
@RestController
public final class RetentionScheduleController {

    private final RetentionScheduleQueries queries;

    public RetentionScheduleController(RetentionScheduleQueries queries) {
        this.queries = queries;
    }

    @GetMapping("/api/retention")
    @RolesAllowed({"OWNER", "ADMIN"})
    DueRecordings due(
            Caller caller,
            @RequestParam(required = false) @Nullable String until,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit) {
        return queries.due(
                        caller.team(),
                        Parameters.instant("until", until),
                        Parameters.after(after),
                        Parameters.limit(limit))
                .orElseThrow(() -> QueryRefused.busy(
                        "NOT_BUILT_YET", "Your team's recordings are being read from its history. Ask again shortly."));
    }
}
