package retrace.command.team;

import java.io.Serializable;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.TeamId;
import retrace.kernel.team.Caller;
import retrace.kernel.team.Role;

/** Who can sign in. Serializable, as whoever is signed in is kept with the sign-in. */
public record Account(
        AccountId account, TeamId team, String teamName, String signInName, String name, Role role, String passwordHash)
        implements Serializable {

    public Caller caller() {
        return new Caller(team, account, name, role);
    }

    /** Says all but the hash. */
    @Override
    public String toString() {
        return "Account[" + account + ", " + team + ", " + signInName + ", " + role + "]";
    }
}
