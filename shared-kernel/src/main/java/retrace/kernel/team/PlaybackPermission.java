package retrace.kernel.team;

/** Who may play and download a team's recordings. */
public enum PlaybackPermission {
    OWNER,
    ADMINS_AND_OWNER,
    MEMBERS_ADMINS_AND_OWNER;

    public boolean allows(Role role) {
        return switch (role) {
            case OWNER -> true;
            case ADMIN -> this != OWNER;
            case MEMBER -> this == MEMBERS_ADMINS_AND_OWNER;
        };
    }
}
