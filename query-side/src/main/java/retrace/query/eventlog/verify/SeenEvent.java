package retrace.query.eventlog.verify;

import retrace.query.eventlog.EventEncoding.Decoded;
import retrace.query.eventlog.EventRow;

/**
 * An event as it is in the database, for sentences.
 *
 * @param digest SHA-256 of its encoding
 * @param words says which it is
 */
record SeenEvent(long globalIndex, byte[] digest, String words) {

    static SeenEvent of(EventRow row, byte[] digest) {
        return new SeenEvent(
                row.globalIndex(), digest, row.decoded().map(SeenEvent::words).orElse("it cannot be read"));
    }

    private static String words(Decoded event) {
        return event.payloadType() + ", number " + event.sequence() + " of " + event.aggregate();
    }
}
