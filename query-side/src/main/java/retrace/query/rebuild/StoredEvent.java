package retrace.query.rebuild;

import org.jspecify.annotations.Nullable;

/**
 * An event as it lies in the event log.
 *
 * @param index its place in the log
 * @param key of the part that it belongs to
 * @param name under which it is stored
 * @param revision of that name
 * @param payload JSON
 */
record StoredEvent(
        long index,
        String key,
        String aggregate,
        long sequence,
        String name,
        @Nullable String revision,
        Payload payload) {

    /** A stretch of bytes, which are not copied: those of many events lie behind each other. */
    record Payload(byte[] bytes, int offset, int length) {

        static Payload of(byte[] bytes) {
            return new Payload(bytes, 0, bytes.length);
        }
    }
}
