package retrace.relay.testing;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import retrace.relay.lease.LeaseKeeper;
import retrace.relay.lease.LeaseMetrics;
import retrace.relay.lease.LeaseSettings;
import retrace.relay.lease.Leases;
import retrace.relay.lease.PostgresLeases;

/** A relay's keeper whose rounds and whose clock are the test's. */
public final class TestedKeeper {

    /** Shared by all, as the monotonic clock of one machine is. */
    public final AtomicLong nanos;

    public final LeaseKeeper keeper;
    public final AtomicInteger lost = new AtomicInteger();
    private final PostgresLeases leases = LeaseBook.open();

    public TestedKeeper(String name, AtomicLong nanos) {
        this.nanos = nanos;
        keeper = new LeaseKeeper(
                name,
                leases,
                LeaseSettings.DEFAULT,
                new LeaseMetrics(new SimpleMeterRegistry()),
                InstantSource.system(),
                nanos::get,
                new LeaseKeeper.Consequences() {
                    @Override
                    public void lost() {
                        lost.incrementAndGet();
                    }

                    @Override
                    public void toSettle() {}
                });
    }

    public Leases leases() {
        return leases;
    }

    /** The process dies: what it holds of the database goes with its connections. */
    public void die() throws Exception {
        leases.close();
    }

    /** Time passes, in which those go their rounds and nobody else does. */
    public static void pass(AtomicLong nanos, int seconds, TestedKeeper... living) {
        for (int second = 0; second < seconds; second++) {
            long now = nanos.addAndGet(1_000_000_000L);
            for (TestedKeeper keeper : living) {
                keeper.keeper.beat();
                if (now / 1_000_000_000L % 5 == 0) {
                    keeper.keeper.round();
                }
            }
        }
    }
}
