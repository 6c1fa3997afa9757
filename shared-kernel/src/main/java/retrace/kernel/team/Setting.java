package retrace.kernel.team;

/** What a team can set. The values travel as text, so that one event holds them all. */
public enum Setting {
    /** {@code true} or {@code false}, for each access kind. */
    RECORDING_ON
}
