package retrace.query.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a session, in the order of the event log.
 *
 * @param watchingLeftOut whether it lacks who watched, which the caller may not see
 * @param next what to ask {@code after} for the next page, null on the last
 */
public record Timeline(
        boolean watchingLeftOut, List<Item> items, @Nullable String next) {

    /**
     * @param position in the event log
     * @param of identifier of whose history it belongs to: the session, its computer, or a link to a recording
     * @param event its stable name
     * @param who did it; null where nobody did
     * @param segment the recording that it is about, null where it is about none
     */
    public record Item(
            long position,
            Instant at,
            String of,
            String event,
            Telling.Kind kind,
            String what,
            @Nullable String who,
            String about,
            @Nullable String segment) {}
}
