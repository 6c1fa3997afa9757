package retrace.kernel.team;

public enum Role {
    OWNER,
    ADMIN,
    MEMBER
}
