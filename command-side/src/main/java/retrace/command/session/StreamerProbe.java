package retrace.command.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.queryhandling.NoHandlerForQueryException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrace.kernel.endpoint.Reachability;
import retrace.kernel.endpoint.Reachability.Reachable;
import retrace.kernel.endpoint.Reachability.Unreachable;
import retrace.kernel.relay.ProbeStreamer;

/**
 * Finds the relay that a session is for: where the streamer has dialled in, the one that holds its connection, otherwise
 * the best one with room. Whether the streamer answers there is found out by the way.
 */
final class StreamerProbe {

    private static final Logger LOG = LoggerFactory.getLogger(StreamerProbe.class);

    private final Relays relays;
    private final Duration probeTimeMax;

    /** @param probeTimeMax how long a streamer may take to answer before it counts as unreachable */
    StreamerProbe(Relays relays, Duration probeTimeMax) {
        this.relays = relays;
        this.probeTimeMax = probeTimeMax;
    }

    /** @param line to the relay that has tried */
    record Probed(RelayLine line, Reachability reachability) {}

    /** @throws RelayUnavailable where there is no relay to try it */
    Probed probe(ProbeStreamer query) {
        return query.monitor().address() == null ? ofAll(query) : ofTheBest(query);
    }

    /** The first in order that is there to be asked: one that has died a moment ago may still be among them. */
    private Probed ofTheBest(ProbeStreamer query) {
        for (RelayLine line : relays.withRoom()) {
            @Nullable Reachability found = answer(line.ask(query, Reachability.class), query, probeTimeMax.toNanos());
            if (found != null) {
                return new Probed(line, found);
            }
        }
        throw noRelay();
    }

    private Probed ofAll(ProbeStreamer query) {
        record Asked(RelayLine line, CompletableFuture<Reachability> answer) {}
        List<Asked> asked = new ArrayList<>();
        for (RelayLine line : relays.onDuty()) {
            asked.add(new Asked(line, line.ask(query, Reachability.class)));
        }
        long latest = System.nanoTime() + probeTimeMax.toNanos();
        @Nullable Probed last = null;
        for (Asked one : asked) {
            @Nullable Reachability found = answer(one.answer(), query, latest - System.nanoTime());
            if (found instanceof Reachable) {
                return new Probed(one.line(), found);
            }
            last = found == null ? last : new Probed(one.line(), found);
        }
        if (last == null) {
            throw noRelay();
        }
        return last;
    }

    private static RelayUnavailable noRelay() {
        return new RelayUnavailable(SessionBroker.NO_RELAY, new IllegalStateException("there is none to be asked"));
    }

    /** @return null where that relay is not there */
    private @Nullable Reachability answer(CompletableFuture<Reachability> asked, ProbeStreamer query, long nanosMax) {
        try {
            return asked.get(Math.max(0, nanosMax), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return new Unreachable("it did not answer within " + probeTimeMax.toSeconds() + " seconds");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NoHandlerForQueryException) {
                return null;
            }
            LOG.warn("the relay could not try {} of {}", query.monitor(), query.endpoint(), e);
            return new Unreachable("the relay could not try its address");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RelayUnavailable(SessionBroker.STOPPING, e);
        }
    }
}
