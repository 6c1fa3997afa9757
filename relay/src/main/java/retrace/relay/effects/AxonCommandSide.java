package retrace.relay.effects;

import java.util.concurrent.CompletableFuture;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.AxonNonTransientException;
import retrace.kernel.session.SessionCommand;
import retrace.relay.session.CommandSide;

/** Reports to the command side over Axon's command bus. */
public final class AxonCommandSide implements CommandSide {

    private final CommandGateway gateway;

    public AxonCommandSide(CommandGateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public CompletableFuture<?> send(SessionCommand report) {
        CompletableFuture<Object> taken = gateway.send(report);
        return taken.exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                failure instanceof AxonNonTransientException || failure instanceof IllegalArgumentException
                        ? new IllegalStateException(failure)
                        : failure));
    }
}
