package retrace.query.audit;

import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.EndpointId;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;

/**
 * Which part of the history is asked for; all that is named must hold. A session has what happened to it, to its
 * endpoint because of it, and to links to its recordings. An endpoint and a technician have what names them, and all of
 * their sessions.
 *
 * @param from of events whose own time is not before it
 * @param to of events whose own time is before it
 * @param at of events whose own time is not after it: what had happened up to then
 */
public record HistoryFilter(
        @Nullable SessionId session,
        @Nullable EndpointId endpoint,
        @Nullable AccountId technician,
        @Nullable TeamId team,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Instant at) {

    public static final HistoryFilter ALL = new HistoryFilter(null, null, null, null, null, null, null);

    public static HistoryFilter ofSession(SessionId session) {
        return new HistoryFilter(session, null, null, null, null, null, null);
    }

    public static HistoryFilter ofTeam(TeamId team) {
        return new HistoryFilter(null, null, null, team, null, null, null);
    }

    public HistoryFilter upTo(@Nullable Instant moment) {
        return new HistoryFilter(session, endpoint, technician, team, from, to, moment);
    }

    /** Those that are named, as events name them. */
    public Stream<String> identifiers() {
        return Stream.of(session, endpoint, technician, team)
                .filter(Objects::nonNull)
                .map(Object::toString);
    }

    /** Whether an event of this own time is among those asked for. */
    public boolean admits(Instant time) {
        return (from == null || !time.isBefore(from))
                && (to == null || time.isBefore(to))
                && (at == null || !time.isAfter(at));
    }
}
