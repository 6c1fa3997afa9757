package retrace.infra.launcher.security;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import retrace.command.team.Account;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.TeamId;
import retrace.kernel.team.Role;

/** Tells who is signed in. */
@RestController
public class MeController {

    private final boolean singleSignOn;

    MeController(boolean singleSignOn) {
        this.singleSignOn = singleSignOn;
    }

    /** @param singleSignOn where to begin at the provider; null where there is none */
    public record SignInWays(@Nullable String singleSignOn) {}

    /** How people can sign in here, for whoever is about to. */
    @GetMapping("/api/sign-in/ways")
    @PermitAll
    public SignInWays ways() {
        return new SignInWays(singleSignOn ? SingleSignOnConfiguration.SIGN_IN_PATH : null);
    }

    /** @param team the team whose computers and sessions the account sees */
    public record Me(AccountId account, String name, TeamId team, String teamName, Role role) {}

    @GetMapping("/api/me")
    @RolesAllowed({"OWNER", "ADMIN", "MEMBER"})
    public Me me(@AuthenticationPrincipal SignedIn signedIn) {
        Account account = signedIn.account();
        return new Me(account.account(), account.name(), account.team(), account.teamName(), account.role());
    }
}
