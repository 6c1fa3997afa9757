package retrace.query.rebuild;

import org.jspecify.annotations.Nullable;

/**
 * An event that is not in the rebuilt tables.
 *
 * @param index its place in the event log
 * @param key of the part that it belongs to
 * @param name of its kind
 * @param follows the place of the event because of which this one is put aside as well; null for the one that failed
 * @param why a sentence
 */
public record Aside(
        long index,
        String key,
        String aggregate,
        long sequence,
        String name,
        @Nullable Long follows,
        String why) {

    private static final int WHY_MAX = 1000;

    static Aside failed(StoredEvent event, Throwable failure) {
        String message = failure.getMessage();
        String why = message == null ? failure.getClass().getSimpleName() : message;
        return of(event, null, why.length() <= WHY_MAX ? why : why.substring(0, WHY_MAX) + "…");
    }

    static Aside following(StoredEvent event, long failed) {
        return of(event, failed, "It follows event " + failed + ".");
    }

    private static Aside of(StoredEvent event, @Nullable Long follows, String why) {
        return new Aside(
                event.index(),
                event.key(),
                event.aggregate(),
                event.sequence(),
                event.name(),
                follows,
                why.replace("\0", ""));
    }
}
