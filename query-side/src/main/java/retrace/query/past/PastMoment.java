package retrace.query.past;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.TeamId;
import retrace.query.audit.EventHistory;
import retrace.query.readmodel.Parameters;
import retrace.query.readmodel.QueryRefused;

/** At which moments a team can be asked about: from its first event to now. */
public final class PastMoment {

    private PastMoment() {}

    /** @throws QueryRefused where the text is no moment, or there is none */
    static Instant read(@Nullable String text) {
        Instant at = Parameters.instant("at", text);
        if (at == null) {
            throw QueryRefused.invalid("'at' is a time in UTC such as 2026-11-24T09:30:00Z.");
        }
        return at;
    }

    /** @throws QueryRefused where it is not yet, or was before there was anything of the team */
    public static void require(Instant at, EventHistory history, TeamId team, Instant now) {
        if (at.isAfter(now)) {
            throw QueryRefused.invalid(
                    "AT_IN_FUTURE",
                    "At " + at + " nothing is known yet: it is " + now.truncatedTo(ChronoUnit.SECONDS)
                            + ". Ask about a moment before.");
        }
        Optional<Instant> begin = history.beginOf(team);
        if (begin.isPresent() && at.isBefore(begin.get())) {
            throw QueryRefused.notFound(
                    "BEFORE_FIRST_EVENT",
                    "At " + at + " there was nothing of this team: its history begins at " + begin.get()
                            + ". Ask about a moment from then on.");
        }
    }
}
