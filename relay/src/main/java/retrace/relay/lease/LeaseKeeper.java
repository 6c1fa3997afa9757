package retrace.relay.lease;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import retrace.kernel.id.SessionId;

/**
 * Keeps this relay alive in the book, watches whether the others are, and takes over from those that are not. Tells
 * what follows from that to {@link Consequences}.
 *
 * <p>Thread-safe.
 */
public final class LeaseKeeper implements SessionLeases {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

    /** So that a database that is away is not asked without a pause. */
    private static final Duration PAUSE_IN_DOUBT = Duration.ofMillis(100);

    private final String relay;
    private final Leases leases;
    private final LeaseSettings settings;
    private final LeaseMetrics metrics;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final LivingWatch watch;
    private final Consequences consequences;
    private final Queue<SessionId> toHandOver = new ConcurrentLinkedQueue<>();
    private boolean hasLooked; // the rounds' alone
    private volatile Life life;
    private volatile long beatNanos;
    private volatile long renewedNanos;

    /** In doubt since then, null where not; guarded by this, read without. */
    private volatile @Nullable Long doubtedNanos;

    /** What follows. Calls return soon. */
    public interface Consequences {

        /** Sessions of this relay are another's now: see {@link Lease#isLost}. */
        void lost();

        /** There may be sessions to settle. */
        void toSettle();
    }

    /** From a begin to being taken for dead. */
    private static final class Life {
        private final Incarnation incarnation;
        private volatile boolean over;
        private boolean begun; // the rounds' alone

        Life(Incarnation incarnation) {
            this.incarnation = incarnation;
        }
    }

    /** @param nanos a monotonic clock that goes on while the process is stopped */
    public LeaseKeeper(
            String relay,
            Leases leases,
            LeaseSettings settings,
            LeaseMetrics metrics,
            InstantSource clock,
            LongSupplier nanos,
            Consequences consequences) {
        this.relay = relay;
        this.leases = leases;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
        this.nanos = nanos;
        this.consequences = consequences;
        watch = new LivingWatch(settings);
        life = new Life(Incarnation.begin(relay));
        beatNanos = nanos.getAsLong();
        renewedNanos = beatNanos;
    }

    public Incarnation own() {
        return life.incarnation;
    }

    /** How long ago this relay last showed that it lives. */
    public Duration sinceRenewal() {
        return Duration.ofNanos(nanos.getAsLong() - renewedNanos);
    }

    /** To be called every second: notices when this process has stood still. */
    public void beat() {
        long now = nanos.getAsLong();
        if (hasStoodStill(now)) {
            doubt(now);
        }
        beatNanos = now;
    }

    private boolean hasStoodStill(long now) {
        return now - beatNanos >= settings.life().dividedBy(2).toNanos();
    }

    private synchronized void doubt(long now) {
        doubtedNanos = now;
        notifyAll();
    }

    /** To be called every {@link LeaseSettings#renewal}, and at once after {@link #awaitRound} has returned. */
    public void round() {
        try {
            if (renew()) {
                handOverAgain();
                takeOver();
            }
        } catch (DataAccessException e) {
            watch.interrupted();
            metrics.roundFailed();
            LOG.warn("this relay cannot show that it lives; it goes on: {}", e.getMessage());
        }
    }

    /** @return false where this relay has been taken for dead */
    private boolean renew() {
        Life mine = life;
        long start = nanos.getAsLong();
        if (!mine.begun) {
            leases.begin(mine.incarnation, clock.instant());
            mine.begun = true;
        }
        if (!leases.renew(mine.incarnation, clock.instant())) {
            lose(mine);
            return false;
        }
        renewed(start);
        return true;
    }

    private synchronized void renewed(long start) {
        renewedNanos = start;
        if (doubtedNanos != null && start > doubtedNanos) {
            doubtedNanos = null;
            notifyAll();
        }
    }

    private void lose(Life mine) {
        LOG.error("relay={} was taken for dead: its sessions end here, others have taken them over", mine.incarnation);
        synchronized (this) {
            mine.over = true;
            doubtedNanos = null;
            life = new Life(Incarnation.begin(relay));
            notifyAll();
        }
        toHandOver.clear();
        watch.interrupted();
        metrics.lost();
        consequences.lost();
    }

    private void takeOver() {
        List<Leases.Sign> others = leases.others(own());
        List<Leases.Sign> dead = new ArrayList<>(watch.look(others, nanos.getAsLong()));
        boolean named = leases.takeName(relay);
        if (named
                && !hasLooked) { // nobody of this name was there when this process came, so those of this name are gone
            others.stream()
                    .filter(other -> other.incarnation().relay().equals(relay) && !dead.contains(other))
                    .forEach(dead::add);
        }
        hasLooked = true;
        for (Leases.Sign other : dead) {
            if (leases.takeOver(own(), other, clock.instant())) {
                LOG.warn("relay={} is dead; {} takes over what it carried", other.incarnation(), own());
                metrics.tookOver();
                consequences.toSettle();
            }
        }
    }

    private void handOverAgain() {
        for (SessionId next = toHandOver.peek(); next != null; next = toHandOver.peek()) {
            leases.handOver(own(), next);
            toHandOver.remove(next);
            consequences.toSettle();
        }
    }

    /** Waits until it is time for a round: sooner where it is in doubt whether the sessions are still ours. */
    public synchronized void awaitRound() throws InterruptedException {
        Long doubt = doubtedNanos;
        long end = System.nanoTime() + (doubt == null ? settings.renewal() : PAUSE_IN_DOUBT).toNanos();
        for (long left = end - System.nanoTime();
                left > 0 && Objects.equals(doubt, doubtedNanos);
                left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    @Override
    public Lease carry(CarriedSession session) {
        Life mine = life;
        boolean entered;
        try {
            entered = leases.carry(mine.incarnation, session);
        } catch (DataAccessException e) {
            throw new IllegalStateException("The relay cannot write down that it carries the session.", e);
        }
        if (!entered) {
            throw new IllegalStateException("The session is over, or the relay is not ready yet. Start another.");
        }
        return new OwnLease(mine, session.session());
    }

    /** Those that this relay has to settle. */
    public List<CarriedSession> toSettle() {
        return leases.toSettle(own());
    }

    /** The right to settle one of {@link #toSettle}. */
    public Lease leaseOf(SessionId session) {
        return new OwnLease(life, session);
    }

    /** It is settled. */
    public void release(SessionId session) {
        leases.release(own(), session);
    }

    /** Takes a session to be settled that nobody has; does nothing where somebody has it. */
    public boolean claim(CarriedSession session) {
        boolean claimed = leases.claim(own(), session);
        if (claimed) {
            consequences.toSettle();
        }
        return claimed;
    }

    /** Those that anybody has. */
    public Set<SessionId> carried() {
        return leases.carried();
    }

    /** The last of this life: others need not wait to take over what is left. */
    public void resign() {
        try {
            leases.resign(own());
        } catch (DataAccessException e) {
            LOG.warn("relay={} goes without a word; the others will notice", own(), e);
        }
    }

    private void require(Life mine) throws LeaseLost, InterruptedIOException {
        if (doubtedNanos != null || hasStoodStill(nanos.getAsLong())) {
            awaitKnown(mine);
        }
        if (mine.over) {
            throw new LeaseLost();
        }
    }

    private synchronized void awaitKnown(Life mine) throws InterruptedIOException {
        if (doubtedNanos == null) {
            doubt(nanos.getAsLong());
        }
        try {
            while (doubtedNanos != null && !mine.over) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while it was not known whose the session is");
        }
    }

    private final class OwnLease implements Lease {
        private final Life mine;
        private final SessionId session;

        OwnLease(Life mine, SessionId session) {
            this.mine = mine;
            this.session = session;
        }

        @Override
        public void require() throws LeaseLost, InterruptedIOException {
            LeaseKeeper.this.require(mine);
        }

        @Override
        public boolean isLost() {
            return mine.over;
        }

        @Override
        public void handOver() {
            if (mine.over) {
                return;
            }
            try {
                leases.handOver(mine.incarnation, session);
                consequences.toSettle();
            } catch (DataAccessException e) {
                LOG.warn("session={} is handed over later", session, e);
                toHandOver.add(session);
            }
        }
    }
}
