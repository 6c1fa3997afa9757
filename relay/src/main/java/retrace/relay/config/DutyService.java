package retrace.relay.config;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import retrace.kernel.relay.RelayName;
import retrace.kernel.relay.RelaysOnDuty.Duty;
import retrace.relay.lease.DutyRoster;
import retrace.relay.session.Sessions;

/**
 * Shows again and again that this relay is there and how full it is. Told to stop, it lets the relay drain first: no new
 * sessions, no streamers that wait, and those that run go on until they end or the time for that is over.
 */
final class DutyService implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DutyService.class);
    private static final Duration RENEWAL = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final RelayName relay;
    private final String process;
    private final RelayProperties properties;
    private final DutyRoster roster;
    private final Sessions sessions;
    private final StreamerService streamers;
    private volatile boolean draining;
    private @Nullable Thread rounds; // guarded by this

    /** @param process which tells this process from another of the same name */
    DutyService(
            String process,
            RelayProperties properties,
            DutyRoster roster,
            Sessions sessions,
            StreamerService streamers) {
        this.relay = new RelayName(properties.name());
        this.process = process;
        this.properties = properties;
        this.roster = roster;
        this.sessions = sessions;
        this.streamers = streamers;
    }

    @Override
    public synchronized void start() {
        show();
        rounds = Thread.ofVirtual().name("duty").start(this::goRound);
    }

    private void goRound() {
        try {
            while (true) {
                Thread.sleep(RENEWAL);
                show();
            }
        } catch (InterruptedException e) {
            LOG.debug("off duty", e); // as stop asks for
        }
    }

    private void show() {
        try {
            Duty duty = new Duty(relay, sessions.count(), properties.sessionsMax(), !draining);
            if (!roster.show(duty, process)) {
                LOG.error(
                        "relay={} another relay is called so and is given the sessions: each needs a retrace.relay.name"
                                + " of its own",
                        relay);
            }
        } catch (DataAccessException e) {
            LOG.warn("relay={} cannot show that it is there: {}", relay, e.getMessage());
        }
    }

    @Override
    public synchronized void stop() {
        Thread going = rounds;
        if (going == null) {
            return;
        }
        draining = true;
        sessions.drain();
        show();
        streamers.stop();
        try {
            awaitSessions();
            rounds = null;
            going.interrupt();
            going.join();
            roster.leave(relay, process);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (DataAccessException e) {
            LOG.warn("relay={} is seen to be gone only in a while: {}", relay, e.getMessage());
        }
    }

    private void awaitSessions() throws InterruptedException {
        long latest = System.nanoTime() + properties.drainMax().toNanos();
        if (sessions.count() > 0) {
            LOG.info("relay={} sessions={} go on for {} at most", relay, sessions.count(), properties.drainMax());
        }
        while (sessions.count() > 0 && System.nanoTime() < latest) {
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return rounds != null;
    }
}
