package retrace.kernel.recording;

/** Objects of the store that are no recordings: the event log's leaves and signed heads. */
public final class EventLogObjects {

    /** Their names begin with it, and no others do. */
    public static final String PREFIX = "event-log/";

    private EventLogObjects() {}
}
