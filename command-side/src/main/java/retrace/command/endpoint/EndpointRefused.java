package retrace.command.endpoint;

import org.axonframework.commandhandling.CommandExecutionException;

/** Something asked of an endpoint was not done; the message is a sentence for who asked. */
public final class EndpointRefused extends CommandExecutionException {

    private static final long serialVersionUID = 1;

    public EndpointRefused(String message) {
        super(message, null, message);
    }
}
