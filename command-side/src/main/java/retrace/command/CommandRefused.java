package retrace.command;

import java.util.Optional;
import org.axonframework.commandhandling.CommandExecutionException;
import retrace.kernel.session.Refusal;

/**
 * What was asked is not done, and no event says so. Code and sentence travel as the exception's details, so that they
 * are the same where the command was handled by another process.
 */
public final class CommandRefused extends CommandExecutionException {

    /**
     * @param code a stable word for programs
     * @param message a sentence for who asked: what is wrong, and what to do
     */
    public record Reason(String code, String message) {}

    public CommandRefused(String code, String message) {
        super(message, null, new Reason(code, message));
    }

    /** In the words in which a session is refused for the same reason. */
    public static CommandRefused because(Refusal refusal) {
        return new CommandRefused(refusal.code(), refusal.message());
    }

    /** Why, where a failed command was refused and not broken. */
    public static Optional<Reason> reasonOf(CommandExecutionException failure) {
        return failure.getDetails().filter(Reason.class::isInstance).map(Reason.class::cast);
    }
}
