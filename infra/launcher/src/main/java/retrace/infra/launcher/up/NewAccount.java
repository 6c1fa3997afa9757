package retrace.infra.launcher.up;

import retrace.kernel.team.Role;

/** An account that was just made, with its password in clear, for this once. */
public record NewAccount(String signInName, Role role, String password) {

    /** Says all but the password. */
    @Override
    public String toString() {
        return "NewAccount[" + signInName + ", " + role + "]";
    }
}
