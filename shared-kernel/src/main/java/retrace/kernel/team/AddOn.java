package retrace.kernel.team;

/** What a team has beside its plan. */
public enum AddOn {
    CLOUD_SESSION_RECORDING
}
