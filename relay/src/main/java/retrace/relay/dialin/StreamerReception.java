package retrace.relay.dialin;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrace.kernel.relay.StreamerIdentity;
import retrace.relay.connection.Connection;
import retrace.relay.dialin.DialInMetrics.Outcome;
import retrace.relay.rfb.RfbViolation;
import retrace.relay.session.FailedAttempts;
import retrace.relay.session.HandshakeLimit;
import retrace.relay.session.Watchdog;

/**
 * Receives streamers that dial in: hears who they are, asks whose they are, and lets them wait. RFB has no word with
 * which a client could refuse a server, so those that are turned away only see the connection close. Thread-safe.
 */
public final class StreamerReception {

    private static final Logger LOG = LoggerFactory.getLogger(StreamerReception.class);

    private final WaitingStreamers waiting;
    private final StreamerDirectory directory;
    private final DialInSettings settings;
    private final DialInMetrics metrics;
    private final Watchdog watchdog;
    private final InstantSource clock;
    private final FailedAttempts failures;
    private final HandshakeLimit handshakes;

    public StreamerReception(
            WaitingStreamers waiting,
            StreamerDirectory directory,
            DialInSettings settings,
            DialInMetrics metrics,
            Watchdog watchdog,
            InstantSource clock) {
        this.waiting = waiting;
        this.directory = directory;
        this.settings = settings;
        this.metrics = metrics;
        this.watchdog = watchdog;
        this.clock = clock;
        failures = new FailedAttempts(settings.wrongNumbersMax());
        handshakes = new HandshakeLimit(settings.handshakesMax());
    }

    /** Returns when the streamer has been taken by a session, whose it is then, or its connection is closed. */
    public void receive(Connection streamer) {
        Optional<WaitingStreamer> identified = Optional.empty();
        try {
            identified = identify(streamer);
        } catch (IOException e) {
            turnedAway(streamer, Outcome.LEFT, e.toString());
        } catch (RfbViolation e) {
            turnedAway(streamer, Outcome.PROTOCOL_VIOLATION, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (identified.isEmpty()) {
                streamer.close();
            }
        }
        identified.ifPresent(this::letWait);
    }

    private Optional<WaitingStreamer> identify(Connection streamer) throws IOException, InterruptedException {
        String host = streamer.peerHost();
        if (failures.areTooMany(host, clock.instant())) {
            return turnedAway(streamer, Outcome.TOO_MANY_ATTEMPTS, "too many wrong numbers");
        }
        if (!handshakes.enter(host)) {
            return turnedAway(streamer, Outcome.TOO_MANY_HANDSHAKES, "too many are introducing themselves");
        }
        try {
            Introduction introduction = hear(streamer);
            return switch (ask(introduction)) {
                case StreamerIdentity.Known known ->
                    Optional.of(new WaitingStreamer(
                            known, new ReadAheadConnection(streamer, introduction.greeting()), introduction.version()));
                case StreamerIdentity.Unknown unknown -> {
                    failures.add(host, clock.instant());
                    yield turnedAway(
                            streamer, Outcome.UNKNOWN, "no computer is known by what it says: " + introduction.who());
                }
            };
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("streamer={} the command side does not say whose it is", host, e);
            return turnedAway(streamer, Outcome.UNIDENTIFIED, "it cannot be told whose it is");
        } finally {
            handshakes.leave(host);
        }
    }

    private Introduction hear(Connection streamer) throws IOException {
        try (Watchdog.Pending limit =
                watchdog.after(settings.introductionTime(), "give up on " + streamer.peerHost(), streamer::close)) {
            return Introduction.read(streamer);
        }
    }

    private StreamerIdentity ask(Introduction introduction)
            throws ExecutionException, TimeoutException, InterruptedException {
        return directory
                .identify(introduction.who())
                .get(settings.identifyTime().toMillis(), TimeUnit.MILLISECONDS);
    }

    private Optional<WaitingStreamer> turnedAway(Connection streamer, Outcome outcome, String why) {
        metrics.count(outcome);
        LOG.info("streamer={} turned away: {}", streamer.peerHost(), why);
        return Optional.empty();
    }

    private void letWait(WaitingStreamer streamer) {
        if (!waiting.enter(streamer)) {
            turnedAway(streamer.connection(), Outcome.TOO_MANY_WAITING, "too many wait already");
            streamer.connection().close();
            return;
        }
        LOG.info("streamer={} endpoint={} waits", streamer.host(), streamer.endpoint());
        AtomicBoolean expired = new AtomicBoolean();
        try (Watchdog.Pending deadline = deadline(streamer, expired)) {
            boolean present = streamer.connection().awaitMore();
            noLongerWaits(
                    streamer, expired.get() ? Outcome.EXPIRED : present ? Outcome.PROTOCOL_VIOLATION : Outcome.LEFT);
        }
    }

    private Watchdog.Pending deadline(WaitingStreamer streamer, AtomicBoolean expired) {
        Instant until = streamer.waitsUntil();
        if (until == null) {
            return () -> {};
        }
        Duration left = Duration.between(clock.instant(), until);
        return watchdog.after(left.isNegative() ? Duration.ZERO : left, "end of a streamer's wait", () -> {
            if (waiting.leave(streamer)) {
                expired.set(true);
                streamer.connection().close();
            }
        });
    }

    /** @param why where no session has taken it */
    private void noLongerWaits(WaitingStreamer streamer, Outcome why) {
        if (waiting.leave(streamer) || why == Outcome.EXPIRED) {
            metrics.count(why);
            LOG.info("streamer={} endpoint={} no longer waits: {}", streamer.host(), streamer.endpoint(), why);
            streamer.connection().close();
        }
    }
}
