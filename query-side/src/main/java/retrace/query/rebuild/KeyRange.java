package retrace.query.rebuild;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of keys, as one worker reads it, and how far it has come.
 *
 * @param after the range begins with the key after this one; null for the first
 * @param to its last key; null for the last range
 * @param doneTo all keys up to this one are in the tables; null for none
 * @param events how many events those had
 */
record KeyRange(
        int number,
        @Nullable String after,
        @Nullable String to,
        @Nullable String doneTo,
        boolean done,
        long events) {

    /** Where reading goes on. */
    @Nullable
    String resumesAfter() {
        return doneTo == null ? after : doneTo;
    }
}
