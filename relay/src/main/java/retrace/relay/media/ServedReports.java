package retrace.relay.media;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrace.kernel.id.LinkId;
import retrace.kernel.link.LinkCommand.ReportServed;
import retrace.kernel.link.SignedAddress;
import retrace.relay.store.ObjectStore;
import retrace.relay.store.ObjectVersion;

/**
 * Reports to the command side what was served under each link: some seconds after it began, and at once when its client
 * goes away or this relay stops. A report that is not taken in is sent again with the same number, so it counts once.
 * Remembers so many links and of each so much; who would be one too many is turned away, since nothing is served that
 * could not be told.
 *
 * <p>Thread-safe.
 */
public final class ServedReports implements AutoCloseable {

    /** Where reports go. */
    public interface Destination {

        /** @return completes when the report has been taken in for good */
        CompletableFuture<?> send(ReportServed report);
    }

    static final Duration INTERVAL = Duration.ofSeconds(10);
    static final Duration PAUSE_MIN = Duration.ofSeconds(1);
    static final int LINKS_MAX = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(ServedReports.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration ANSWER_TIME_MAX = Duration.ofSeconds(10);

    private final Destination destination;
    private final Timelines timelines;
    private final String relay;
    private final InstantSource clock;
    private final Map<LinkId, ServedLink> links = new ConcurrentHashMap<>();
    private final AtomicBoolean roundWanted = new AtomicBoolean();
    private volatile @Nullable Future<?> ticks;
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("reports of what is served").daemon().factory());

    /** @param relay name of this one; with the time of its start, so that numbers can begin anew */
    public ServedReports(Destination destination, ObjectStore store, String relay, InstantSource clock) {
        this.destination = destination;
        this.timelines = new Timelines(store);
        this.relay = relay + " since " + clock.instant();
        this.clock = clock;
    }

    public void start() {
        ticks = rounds.scheduleWithFixedDelay(this::round, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** One request that is being answered. */
    public interface Serving extends AutoCloseable {

        /** These bytes have been written to the client. */
        void wrote(long from, long to);

        /** The client has gone away before it had all. */
        void broke();

        @Override
        void close();
    }

    /** @return empty while there is no room to remember what would be served */
    Optional<Serving> begin(SignedAddress address, ObjectVersion object) {
        if (links.size() >= LINKS_MAX && !links.containsKey(address.link())) {
            return Optional.empty();
        }
        ServedLink link = links.compute(address.link(), (id, known) -> {
            ServedLink served = known == null ? new ServedLink(id, object, address.expiresAt()) : known;
            served.requestBegan();
            return served;
        });
        if (!link.hasRoom()) {
            link.requestEnded();
            wantRound();
            return Optional.empty();
        }
        return Optional.of(new Request(link));
    }

    private final class Request implements Serving {

        private final ServedLink link;

        Request(ServedLink link) {
            this.link = link;
        }

        @Override
        public void wrote(long from, long to) {
            link.wrote(from, to, clock.instant());
        }

        @Override
        public void broke() {
            link.clientWent();
            wantRound();
        }

        @Override
        public void close() {
            link.requestEnded();
        }
    }

    /** Does not wait for it; many who want one at a time get one. */
    private void wantRound() {
        if (ticks != null && roundWanted.compareAndSet(false, true)) {
            rounds.execute(this::round);
        }
    }

    /** Sends what is due, and forgets links that nothing more can come of. */
    void round() {
        roundWanted.set(false);
        Instant now = clock.instant();
        for (ServedLink link : links.values()) {
            try {
                link.due(now, relay, timelines::shown).ifPresent(report -> send(link, report));
            } catch (RuntimeException e) {
                LOG.error("what was served under {} could not be reported", link.id(), e);
            }
            links.computeIfPresent(link.id(), (id, known) -> known.isOver(now) ? null : known);
        }
    }

    private void send(ServedLink link, ReportServed report) {
        CompletableFuture<?> taken;
        try {
            taken = destination.send(report);
        } catch (RuntimeException e) {
            taken = CompletableFuture.failedFuture(e);
        }
        link.sent(taken.orTimeout(ANSWER_TIME_MAX.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((ok, failure) -> answered(link, report, failure)));
    }

    private void answered(ServedLink link, ReportServed report, @Nullable Throwable failure) {
        if (failure == null) {
            link.taken(report);
        } else if (link.failed(report, clock.instant())) {
            LOG.warn("report {} of {} was not taken in; it is sent again", report.number(), link.id(), failure);
        } else {
            LOG.error("{} was not taken in and is given up", report, failure);
        }
    }

    /** Reports all there is and waits for the answers, for some seconds. What comes after it is not reported. */
    @Override
    public void close() {
        Future<?> running = ticks;
        if (running != null) {
            ticks = null;
            running.cancel(false);
        }
        rounds.shutdown();
        try {
            rounds.awaitTermination(ANSWER_TIME_MAX.toMillis(), TimeUnit.MILLISECONDS);
            long end = System.nanoTime() + ANSWER_TIME_MAX.toNanos();
            do {
                links.values().forEach(ServedLink::relayStops);
                round();
                Thread.sleep(TICK.dividedBy(10));
            } while (links.values().stream().anyMatch(ServedLink::isWaited) && System.nanoTime() < end);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        links.values().stream()
                .filter(ServedLink::isWaited)
                .forEach(link -> LOG.error("what was served under {} could not all be reported", link.id()));
    }
}
