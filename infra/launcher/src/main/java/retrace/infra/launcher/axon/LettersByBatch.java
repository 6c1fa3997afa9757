package retrace.infra.launcher.axon;

import java.util.Map;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcSequencedDeadLetterQueue;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * A dead-letter queue that asks the database once a batch of events whether there are letters at all, and about parts only
 * if there are; Axon's asks with each event. Whoever adds letters while a batch is under way takes the token that the
 * batch is to store.
 */
final class LettersByBatch extends JdbcSequencedDeadLetterQueue<EventMessage<?>> {

    private static final String ANY = LettersByBatch.class.getName();

    LettersByBatch(Builder<EventMessage<?>> builder) {
        super(builder);
    }

    @Override
    public boolean contains(Object part) {
        return hasAny() && super.contains(part);
    }

    private boolean hasAny() {
        if (!CurrentUnitOfWork.isStarted()) {
            return true;
        }
        Map<String, Object> batch = CurrentUnitOfWork.get().root().resources();
        @Nullable Object known = batch.get(ANY);
        if (known == null) {
            known = size() > 0; // not by computeIfAbsent: the connection becomes a resource of the batch as well
            batch.put(ANY, known);
        }
        return known.equals(true);
    }

    @Override
    public void enqueue(Object part, DeadLetter<? extends EventMessage<?>> letter) {
        super.enqueue(part, letter);
        CurrentUnitOfWork.ifStarted(batch -> batch.root().resources().put(ANY, true));
    }
}
