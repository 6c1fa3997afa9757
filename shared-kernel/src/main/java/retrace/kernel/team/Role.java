package retrace.kernel.team;

/** What an account is in its team. */
public enum Role {
    OWNER,
    ADMIN,
    MEMBER
}
