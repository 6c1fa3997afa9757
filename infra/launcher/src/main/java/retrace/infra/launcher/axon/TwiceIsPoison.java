package retrace.infra.launcher.axon;

import java.sql.SQLException;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.Decisions;
import org.axonframework.messaging.deadletter.EnqueueDecision;
import org.axonframework.messaging.deadletter.EnqueuePolicy;
import org.jspecify.annotations.Nullable;

/**
 * An event is put aside when it fails a second time and the failure is its own. At the first failure the whole batch is
 * tried again; and as long as the database is away, or its tables are not as they should be, no event is to blame, and
 * the projection stops and tries again as ever.
 */
final class TwiceIsPoison implements EnqueuePolicy<EventMessage<?>> {

    /** Not an answer that Axon knows: neither aside nor passed over. */
    static final class TryAgain extends RuntimeException {

        private static final long serialVersionUID = 1;

        TryAgain(String processor, EventMessage<?> event, Throwable cause) {
            super(processor + " fails on " + event.getIdentifier() + " and tries it again", cause);
        }
    }

    private static final String DATA_EXCEPTION = "22";
    private static final String CONSTRAINT_VIOLATION = "23";

    private final String processor;
    private final Suspects suspects;

    TwiceIsPoison(String processor, Suspects suspects) {
        this.processor = processor;
        this.suspects = suspects;
    }

    @Override
    public EnqueueDecision<EventMessage<?>> decide(DeadLetter<? extends EventMessage<?>> letter, Throwable cause) {
        EventMessage<?> event = letter.message();
        if (!isOfTheEvent(cause) || !suspects.failedBefore(processor, event.getIdentifier())) {
            throw new TryAgain(processor, event, cause);
        }
        suspects.forget(processor, event.getIdentifier());
        return Decisions.enqueue(cause);
    }

    /** Whether another event might have succeeded where this one has not. */
    static boolean isOfTheEvent(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String state = sql.getSQLState();
                return state != null && (state.startsWith(DATA_EXCEPTION) || state.startsWith(CONSTRAINT_VIOLATION));
            }
        }
        return failure instanceof Exception;
    }
}
