package retrace.infra.launcher.axonserver;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.axonserver.connector.command.AxonServerCommandBus;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.callbacks.LoggingCallback;
import org.axonframework.commandhandling.distributed.CommandBusConnectorCommunicationException;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.serialization.SerializationException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import retrace.infra.launcher.fleet.WireFailure;

/**
 * Sends commands by way of Axon Server, which gives those of one aggregate to one process. Where the sender is in a
 * transaction and this process handles the command, it stays here and becomes part of that transaction.
 */
final class AxonServerCommands implements CommandBus {

    private final AxonServerCommandBus server;
    private final CommandBus here;
    private final Set<String> handled = ConcurrentHashMap.newKeySet();

    /** @param here where commands are handled by this process */
    AxonServerCommands(AxonServerCommandBus server, CommandBus here) {
        this.server = server;
        this.here = here;
    }

    AxonServerCommandBus server() {
        return server;
    }

    @Override
    public <C> void dispatch(CommandMessage<C> command) {
        dispatch(command, LoggingCallback.INSTANCE);
    }

    @Override
    public <C, R> void dispatch(CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
        if (handled.contains(command.getCommandName())
                && TransactionSynchronizationManager.isActualTransactionActive()) {
            here.dispatch(command, callback);
        } else {
            server.dispatch(command, (CommandCallback<C, R>)
                    (sent, result) -> callback.onResult(sent, asOfThisProcess(result)));
        }
    }

    /** What came of it as the sender would see it of a handler of its own process. */
    private static <R> CommandResultMessage<R> asOfThisProcess(CommandResultMessage<? extends R> result) {
        if (!result.isExceptional()) {
            return read(result);
        }
        Throwable failure = result.exceptionResult();
        if (failure instanceof CommandExecutionException remote
                && remote.getDetails().orElse(null) instanceof WireFailure told) {
            return failed(told.ofCommand());
        }
        return failed(failure);
    }

    private static <R> CommandResultMessage<R> read(CommandResultMessage<? extends R> result) {
        try {
            return GenericCommandResultMessage.asCommandResultMessage(result.getPayload());
        } catch (SerializationException e) {
            return failed(new CommandBusConnectorCommunicationException("the answer cannot be read", e));
        }
    }

    private static <R> CommandResultMessage<R> failed(Throwable failure) {
        return GenericCommandResultMessage.asCommandResultMessage(failure);
    }

    @Override
    public Registration subscribe(String name, MessageHandler<? super CommandMessage<?>> handler) {
        Registration subscribed = server.subscribe(name, handler);
        handled.add(name);
        return () -> {
            handled.remove(name);
            return subscribed.cancel();
        };
    }

    @Override
    public Registration registerHandlerInterceptor(MessageHandlerInterceptor<? super CommandMessage<?>> interceptor) {
        return here.registerHandlerInterceptor(interceptor);
    }

    @Override
    public Registration registerDispatchInterceptor(MessageDispatchInterceptor<? super CommandMessage<?>> interceptor) {
        Registration atServer = server.registerDispatchInterceptor(interceptor);
        Registration atHere = here.registerDispatchInterceptor(interceptor);
        return () -> {
            boolean cancelledAtServer = atServer.cancel();
            return atHere.cancel() && cancelledAtServer;
        };
    }
}
