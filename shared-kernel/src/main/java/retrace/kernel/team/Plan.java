package retrace.kernel.team;

/** What a team has subscribed to. */
public enum Plan {
    BUSINESS,
    ENTERPRISE
}
