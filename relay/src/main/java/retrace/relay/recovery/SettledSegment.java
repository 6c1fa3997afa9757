package retrace.relay.recovery;

import java.util.Locale;

/** What has become of a segment whose relay died. */
enum SettledSegment {
    CLOSED,
    /** Put aside. */
    DAMAGED,
    /** Nothing of it was in the store. */
    NOTHING;

    /** As in metrics. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
