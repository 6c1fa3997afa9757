package retrace.command.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.common.AxonNonTransientException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrace.kernel.relay.RelayCommand;
import retrace.kernel.relay.RelayCommand.AwaitViewer;
import retrace.kernel.relay.Ticket;

/** Tells relays what to do and waits for their answer. Thread-safe. */
final class RelayOrders {

    private static final Logger LOG = LoggerFactory.getLogger(RelayOrders.class);

    private final Relays relays;
    private final Duration answerMax;

    /** @param answerMax how long a relay may take to answer before it counts as unavailable */
    RelayOrders(Relays relays, Duration answerMax) {
        this.relays = relays;
        this.answerMax = answerMax;
    }

    /**
     * Has a relay carry a new session. Where that one does not take it, because it has begun to drain a moment ago or is
     * gone, the next one does: the streamer can be dialled by any. Whoever may have taken it is not passed over.
     *
     * @throws RelayUnavailable where none takes it
     */
    Ticket place(RelayLine chosen, AwaitViewer viewer) {
        List<RelayLine> tried = new ArrayList<>();
        RelayLine line = chosen;
        while (true) {
            tried.add(line);
            try {
                return await(line, viewer);
            } catch (RelayUnavailable e) {
                @Nullable RelayLine next = isDeclined(e) && viewer.monitor().address() != null ? other(tried) : null;
                if (next == null) {
                    throw e;
                }
                line = next;
            }
        }
    }

    private @Nullable RelayLine other(List<RelayLine> tried) {
        for (RelayLine line : relays.withRoom()) {
            if (tried.stream().noneMatch(line::leadsWhere)) {
                return line;
            }
        }
        return null;
    }

    /** It was not done, for certain: nobody was there, or the relay has said so. */
    private static boolean isDeclined(RelayUnavailable failure) {
        @Nullable Throwable why = failure.getCause() instanceof ExecutionException answer ? answer.getCause() : null;
        return why instanceof NoHandlerForCommandException
                || why instanceof AxonNonTransientException
                || why instanceof IllegalStateException;
    }

    /** @throws RelayUnavailable where it gives no ticket */
    Ticket await(RelayLine line, AwaitViewer viewer) {
        if (tell(line, viewer) instanceof Ticket ticket) {
            return ticket;
        }
        throw new RelayUnavailable(SessionBroker.NO_RELAY, new IllegalStateException("no ticket for " + viewer));
    }

    /**
     * Whatever goes wrong on the way to a relay or in it is one thing to the technician: nobody carries the session.
     *
     * @throws RelayUnavailable for all of that
     */
    @Nullable
    Object tell(RelayLine line, RelayCommand command) {
        try {
            return line.send(command).get(answerMax.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            LOG.warn("{} does not do {}", line, command, e);
            throw new RelayUnavailable(SessionBroker.NO_RELAY, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RelayUnavailable(SessionBroker.STOPPING, e);
        }
    }
}
