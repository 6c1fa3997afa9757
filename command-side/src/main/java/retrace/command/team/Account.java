package retrace.command.team;

import retrace.kernel.id.AccountId;
import retrace.kernel.id.TeamId;
import retrace.kernel.team.Caller;
import retrace.kernel.team.Role;

/** Who can sign in. */
public record Account(
        AccountId account,
        TeamId team,
        String teamName,
        String signInName,
        String name,
        Role role,
        String passwordHash) {

    public Caller caller() {
        return new Caller(team, account, name, role);
    }

    /** Says all but the hash. */
    @Override
    public String toString() {
        return "Account[" + account + ", " + team + ", " + signInName + ", " + role + "]";
    }
}
