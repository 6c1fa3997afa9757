package retrace.query.audit;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.SessionId;
import retrace.kernel.team.Caller;
import retrace.kernel.team.Role;

/**
 * Tells what happened to a session, from the event log itself: it is never behind, and lacks nothing that read models
 * leave out.
 */
public final class SessionTimeline {

    private final EventHistory history;

    public SessionTimeline(EventHistory history) {
        this.history = history;
    }

    /**
     * @param zone of the times within what is told
     * @param position in the event log after which the first is; 0 for the first page
     * @return empty where the caller's team has no such session
     */
    public Optional<Timeline> page(Caller caller, SessionId session, ZoneId zone, long position, int limit) {
        if (!history.teamOf(session).equals(Optional.of(caller.team()))) {
            return Optional.empty();
        }
        boolean withoutWatching = caller.role() == Role.MEMBER;
        List<StoredEvent> events = history.page(HistoryFilter.ofSession(session), position, limit + 1);
        List<StoredEvent> shown = events.subList(0, Math.min(limit, events.size()));
        Sentences sentences = new Sentences(zone);
        return Optional.of(new Timeline(
                withoutWatching,
                shown.stream()
                        .map(event -> item(event, sentences.tell(event)))
                        .filter(item -> !withoutWatching || item.kind() != Telling.Kind.WATCHING)
                        .toList(),
                nextOf(events, shown)));
    }

    private static @Nullable String nextOf(List<StoredEvent> events, List<StoredEvent> shown) {
        return events.size() > shown.size() ? Long.toString(shown.getLast().position()) : null;
    }

    private static Timeline.Item item(StoredEvent event, Telling telling) {
        return new Timeline.Item(
                event.position(),
                event.at(),
                event.aggregate(),
                event.name(),
                telling.kind(),
                telling.what(),
                telling.who(),
                telling.about(),
                telling.concerns().stream()
                        .filter(identifier -> identifier.startsWith("segment-"))
                        .findFirst()
                        .orElse(null));
    }
}
