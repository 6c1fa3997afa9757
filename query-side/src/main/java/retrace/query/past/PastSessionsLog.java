package retrace.query.past;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.EndpointId;
import retrace.kernel.id.TeamId;
import retrace.query.audit.BegunSessions;
import retrace.query.audit.BegunSessions.Found;
import retrace.query.audit.BegunSessions.Mark;
import retrace.query.audit.BegunSessions.Wanted;
import retrace.query.readmodel.Cursor;
import retrace.query.sessionslog.RecordingState;
import retrace.query.sessionslog.SessionFilter;
import retrace.query.sessionslog.SessionRow;
import retrace.query.sessionslog.SessionsLogQueries;
import retrace.query.sessionslog.SessionsPage;

/**
 * The sessions log as it stood, a page at a time: the newest sessions that may be on the page are built once more, then
 * older ones, until those that are built are enough for the read model's own query to fill the page.
 */
final class PastSessionsLog {

    /** Times are to the microsecond in the tables, and rounded this way or that. */
    private static final Duration ROUNDING = Duration.of(2, ChronoUnit.MICROS);

    private final PastTables tables;
    private final TeamId team;
    private final Instant at;
    private final SessionsLogQueries queries;

    PastSessionsLog(PastTables tables, TeamId team, Instant at) {
        this.tables = tables;
        this.team = team;
        this.at = at;
        this.queries = new SessionsLogQueries(tables.sql(), PastReadModels.NOT_BEHIND);
    }

    /**
     * @param after where the page before ended, null for the first
     * @param firstBatch how many sessions are built at first
     */
    SessionsPage page(SessionFilter filter, @Nullable Cursor after, int limit, int firstBatch) {
        if (isByName(filter)) {
            fill(filter);
            return queries.page(team, filter, after, limit);
        }
        Wanted wanted = wanted(filter, after);
        BegunSessions.Search search = tables.begunSessions().search(wanted);
        int most = firstBatch;
        @Nullable Found found = search.next(null, most);
        while (found != null) {
            tables.fillSessions(found.sessions());
            SessionsPage page = queries.page(team, filter, after, limit);
            if (page.next() != null && isBeforeAllThatIsNotBuilt(page.items().getLast(), found)) {
                return page;
            }
            most = Math.min(2 * most, PastTables.SESSIONS_AT_ONCE); // in case that few of them are on the page
            found = search.next(found, most);
        }
        return queries.page(team, filter, after, limit);
    }

    private static boolean isBeforeAllThatIsNotBuilt(SessionRow last, Found built) {
        return last.startedAt().isAfter(built.at().plus(ROUNDING));
    }

    /** Builds all that the filter may let through. */
    SessionsLogQueries fill(SessionFilter filter) {
        if (isByName(filter)) {
            tables.fill(new Asked(team, null, Map.of()));
            return queries;
        }
        tables.fillSessions(wanted(filter, null));
        return queries;
    }

    /** A part of a name means the names that whoever bears it had last, which takes the whole log to know. */
    private static boolean isByName(SessionFilter filter) {
        return filter.technician() != null && account(filter.technician()).isEmpty()
                || filter.endpoint() != null && endpoint(filter.endpoint()).isEmpty();
    }

    private Wanted wanted(SessionFilter filter, @Nullable Cursor after) {
        Instant to = Stream.of(
                        Optional.of(at),
                        Optional.ofNullable(filter.to()),
                        Optional.ofNullable(after).map(Cursor::at))
                .flatMap(Optional::stream)
                .min(Instant::compareTo)
                .orElse(at);
        Optional<String> naming = Optional.ofNullable(filter.endpoint())
                .flatMap(PastSessionsLog::endpoint)
                .or(() -> Optional.ofNullable(filter.technician()).flatMap(PastSessionsLog::account));
        return new Wanted(team, filter.from(), to, naming.orElse(null), filter.refused(), mark(filter));
    }

    private static @Nullable Mark mark(SessionFilter filter) {
        if (Boolean.TRUE.equals(filter.held())) {
            return Mark.HELD;
        }
        if (filter.recording() == RecordingState.FAILED) {
            return Mark.FAILED;
        }
        return Boolean.TRUE.equals(filter.gaps()) ? Mark.GAPS : null;
    }

    private static Optional<String> account(String text) {
        return identifier(text, given -> new AccountId(given).value());
    }

    private static Optional<String> endpoint(String text) {
        return identifier(text, given -> new EndpointId(given).value());
    }

    private static Optional<String> identifier(String text, Function<String, String> parse) {
        try {
            return Optional.of(parse.apply(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
