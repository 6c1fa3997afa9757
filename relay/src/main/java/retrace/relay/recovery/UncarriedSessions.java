package retrace.relay.recovery;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrace.kernel.id.SessionId;
import retrace.kernel.recording.UnsettledSessions;
import retrace.kernel.recording.UnsettledSessions.Unsettled;
import retrace.relay.lease.CarriedSession;
import retrace.relay.lease.LeaseKeeper;

/**
 * Finds the sessions that run by the events, or have a segment open, and that no relay carries, and has them settled: a
 * relay may have died before it could write down that it carries one.
 */
final class UncarriedSessions {

    private static final Logger LOG = LoggerFactory.getLogger(UncarriedSessions.class);
    private static final int PAGE = 500;

    private final QuerySide queries;
    private final LeaseKeeper leases;
    private final RecoveryMetrics metrics;
    private final Duration unclaimedMax;
    private final InstantSource clock;

    /** @param unclaimedMax a session that is younger may still be waiting for its relay */
    UncarriedSessions(
            QuerySide queries,
            LeaseKeeper leases,
            RecoveryMetrics metrics,
            Duration unclaimedMax,
            InstantSource clock) {
        this.queries = queries;
        this.leases = leases;
        this.metrics = metrics;
        this.unclaimedMax = unclaimedMax;
        this.clock = clock;
    }

    void settle() throws IOException, InterruptedException {
        @Nullable SessionId last = null;
        List<Unsettled> page;
        do {
            page = queries.ask(new UnsettledSessions(last, PAGE), UnsettledSessions.Found.class)
                    .sessions();
            Set<SessionId> carried = leases.carried(); // after the page, so that what has ended since is not in neither
            Instant youngest = clock.instant().minus(unclaimedMax);
            page.stream()
                    .filter(session -> !carried.contains(session.session()))
                    .filter(session ->
                            session.startedAt() == null || session.startedAt().isBefore(youngest))
                    .forEach(this::claim);
            last = page.isEmpty() ? null : page.getLast().session();
        } while (page.size() == PAGE);
    }

    private void claim(Unsettled session) {
        if (leases.claim(new CarriedSession(session.session(), session.team(), session.recorded(), null))) {
            metrics.found(session.ended() ? Finding.SEGMENT_UNFINISHED : Finding.SESSION_UNCARRIED);
            LOG.warn(
                    "session={} {} and no relay carries it; it is settled",
                    session.session(),
                    session.ended() ? "has ended with a segment open" : "runs by the events");
        }
    }
}
