package retrace.relay.recovery;

import java.util.Locale;

/** What events and store, or events and relays, can disagree on. */
enum Finding {
    /** Runs by the events, and no relay carries it. */
    SESSION_UNCARRIED,
    /** Its session has ended, and it is not closed. */
    SEGMENT_UNFINISHED,
    /** Parts of a segment that is closed. */
    PARTS_LEFT,
    /** In the store, and no event names it. */
    OBJECT_UNKNOWN,
    /** Closed by the events, and not in the store. */
    OBJECT_MISSING;

    /** As in metrics. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
