package retrace.command.session;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import retrace.kernel.relay.RelayCommand;
import retrace.kernel.relay.RelayName;

/** A way to one relay. Thread-safe; answers come in the relay's own time. */
public final class RelayLine {

    private final CommandGateway commands;
    private final QueryGateway queries;
    private final @Nullable RelayName relay;

    /** @param relay null where there is only one */
    RelayLine(CommandGateway commands, QueryGateway queries, @Nullable RelayName relay) {
        this.commands = commands;
        this.queries = queries;
        this.relay = relay;
    }

    boolean leadsWhere(RelayLine other) {
        return Objects.equals(relay, other.relay);
    }

    CompletableFuture<Object> send(RelayCommand command) {
        return commands.send(
                relay == null
                        ? command
                        : new GenericCommandMessage<>(
                                new GenericMessage<>(command), relay.addressed(command.getClass())));
    }

    <R> CompletableFuture<R> ask(Object query, Class<R> answer) {
        return relay == null
                ? queries.query(query, answer)
                : queries.query(relay.addressed(query.getClass()), query, answer);
    }

    @Override
    public String toString() {
        return relay == null ? "the relay" : relay.value();
    }
}
