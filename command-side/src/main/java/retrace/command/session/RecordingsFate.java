package retrace.command.session;

/** What became of all recordings of a session. */
public enum RecordingsFate {
    /** There are none. */
    NONE,
    KEPT,
    DELETED,
    /** Some are kept, and some are deleted. */
    PARTLY
}
