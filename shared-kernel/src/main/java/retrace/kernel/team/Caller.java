package retrace.kernel.team;

import java.util.Objects;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.TeamId;

/** Who calls, as authentication has found: an account in a team with its role. */
public record Caller(TeamId team, AccountId account, String name, Role role) {

    public Caller {
        Objects.requireNonNull(role, "whoever calls has no role");
    }

    public Actor actor() {
        return new Actor(account, name);
    }
}
