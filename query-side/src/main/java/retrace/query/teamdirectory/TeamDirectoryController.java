package retrace.query.teamdirectory;

import jakarta.annotation.security.RolesAllowed;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import retrace.kernel.team.Caller;
import retrace.query.readmodel.Parameters;
import retrace.query.readmodel.QueryRefused;

/** A team's people and settings over HTTP. */
@RestController
public final class TeamDirectoryController {

    private final TeamDirectoryQueries queries;

    public TeamDirectoryController(TeamDirectoryQueries queries) {
        this.queries = queries;
    }

    @GetMapping("/api/accounts")
    @RolesAllowed("OWNER")
    Accounts accounts(Caller caller) {
        return queries.accounts(caller.team());
    }

    @GetMapping("/api/settings")
    @RolesAllowed({"OWNER", "ADMIN", "MEMBER"})
    Settings settings(Caller caller) {
        return queries.settings(caller.team())
                .orElseThrow(() -> QueryRefused.busy(
                        "NOT_BUILT_YET", "Your team's settings are being read from its history. Ask again shortly."));
    }

    @GetMapping("/api/settings/changes")
    @RolesAllowed({"OWNER", "ADMIN"})
    SettingChanges changes(
            Caller caller,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit) {
        return queries.changes(caller.team(), Parameters.after(after), Parameters.limit(limit));
    }
}
