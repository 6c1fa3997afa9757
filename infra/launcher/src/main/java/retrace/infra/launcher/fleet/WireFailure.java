package retrace.infra.launcher.fleet;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.common.AxonNonTransientException;
import org.axonframework.lifecycle.ShutdownInProgressException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.queryhandling.NoHandlerForQueryException;
import org.axonframework.queryhandling.QueryExecutionException;
import org.jspecify.annotations.Nullable;
import retrace.command.CommandRefused;

/**
 * Why something was not done, in the distinctions that senders make: what they would see of a handler of their own
 * process, they see of another's.
 *
 * @param code of a refusal, null of all else
 */
public record WireFailure(Kind kind, @Nullable String code, String message) {

    /** What it comes to for the sender. */
    public enum Kind {
        REFUSED,
        UNKNOWN_AGGREGATE,
        /** It failed by what it is, and would again. */
        NEVER,
        OVERTAKEN,
        NOBODY_THERE,
        /** It may succeed another time. */
        FAILED
    }

    /** What a process throws that another has said {@link Kind#NEVER} to. */
    static final class Never extends AxonNonTransientException {

        private static final long serialVersionUID = 1;

        Never(String message) {
            super(message);
        }
    }

    public static WireFailure of(Throwable failure) {
        Throwable cause = failure.getCause();
        boolean wraps = failure instanceof ExecutionException || failure instanceof CompletionException;
        return wraps && cause != null ? of(cause) : ofUnwrapped(failure);
    }

    private static WireFailure ofUnwrapped(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return switch (failure) {
            case CommandRefused refused ->
                CommandRefused.reasonOf(refused)
                        .map(reason -> new WireFailure(Kind.REFUSED, reason.code(), reason.message()))
                        .orElseThrow();
            case AggregateNotFoundException unknown -> new WireFailure(Kind.UNKNOWN_AGGREGATE, null, message);
            case ConcurrencyException overtaken -> new WireFailure(Kind.OVERTAKEN, null, message);
            case NoHandlerForCommandException nobody -> new WireFailure(Kind.NOBODY_THERE, null, message);
            case NoHandlerForQueryException nobody -> new WireFailure(Kind.NOBODY_THERE, null, message);
            case ShutdownInProgressException stopping -> new WireFailure(Kind.FAILED, null, message);
            case AxonNonTransientException never -> new WireFailure(Kind.NEVER, null, message);
            case IllegalArgumentException never -> new WireFailure(Kind.NEVER, null, message);
            case IllegalStateException never -> new WireFailure(Kind.NEVER, null, message);
            default -> new WireFailure(Kind.FAILED, null, failure.toString());
        };
    }

    public RuntimeException ofCommand() {
        return switch (kind) {
            case REFUSED -> new CommandRefused(String.valueOf(code), message);
            case UNKNOWN_AGGREGATE -> new AggregateNotFoundException("of another process", message);
            case NEVER -> new Never(message);
            case OVERTAKEN -> new ConcurrencyException(message);
            case NOBODY_THERE -> new NoHandlerForCommandException(message);
            case FAILED -> new CommandExecutionException(message, null);
        };
    }

    RuntimeException ofQuery() {
        return switch (kind) {
            case NOBODY_THERE -> new NoHandlerForQueryException(message);
            case NEVER -> new Never(message);
            case REFUSED, UNKNOWN_AGGREGATE, OVERTAKEN, FAILED -> new QueryExecutionException(message, null);
        };
    }
}
