package retrace.infra.launcher.axon;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.HandlerEnhancerDefinition;
import org.axonframework.messaging.annotation.MessageHandlingMember;
import org.axonframework.messaging.annotation.WrappedMessageHandlingMember;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/**
 * Lets an event that has failed before leave no trace when it fails again: what the projection has written for it is
 * taken back, and the batch that it is part of goes on. Others are spared the two statements that this costs.
 */
final class SavepointForSuspects implements HandlerEnhancerDefinition {

    private final Suspects suspects;
    private final PlatformTransactionManager transactions;

    SavepointForSuspects(Suspects suspects, PlatformTransactionManager transactions) {
        this.suspects = suspects;
        this.transactions = transactions;
    }

    @Override
    public <T> MessageHandlingMember<T> wrapHandler(MessageHandlingMember<T> original) {
        return original.canHandleMessageType(EventMessage.class) ? new Member<>(original) : original;
    }

    private final class Member<T> extends WrappedMessageHandlingMember<T> {

        Member(MessageHandlingMember<T> original) {
            super(original);
        }

        @Override
        public @Nullable Object handle(Message<?> message, @Nullable T target) throws Exception {
            if (!(message instanceof EventMessage<?> event) || !suspects.contains(event)) {
                return super.handle(message, target);
            }
            TransactionStatus savepoint = transactions.getTransaction(
                    new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_NESTED));
            try {
                Object result = super.handle(message, target);
                transactions.commit(savepoint);
                return result;
            } catch (Exception e) {
                transactions.rollback(savepoint);
                throw e;
            }
        }
    }
}
