package retrace.infra.launcher.axonserver;

import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.axonserver.connector.AxonServerException;
import org.axonframework.axonserver.connector.command.AxonServerCommandBus;
import org.axonframework.axonserver.connector.command.AxonServerCommandDispatchException;
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
import org.axonframework.serialization.UnknownSerializedType;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import retrace.infra.launcher.fleet.WireFailure;

/**
 * Sends commands by way of Axon Server, which gives those of one aggregate to one process. Where the sender is in a
 * transaction and this process handles the command, it stays here and becomes part of that transaction. What a part asks of
 * itself, by a type that no other part knows, stays here as well.
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
        if (staysHere(command.getCommandName())) {
            here.dispatch(command, callback);
        } else {
            server.dispatch(command, (CommandCallback<C, R>)
                    (sent, result) -> callback.onResult(sent, asOfThisProcess(result)));
        }
    }

    private boolean staysHere(String name) {
        return handled.contains(name)
                && (!MessageSerializer.isOfAll(name) || TransactionSynchronizationManager.isActualTransactionActive());
    }

    /** Whether it says that Axon Server, or the process behind it, was not reached or has not answered. */
    private static boolean isOfTheWay(Throwable failure) {
        return failure instanceof AxonServerException
                || failure instanceof io.axoniq.axonserver.connector.AxonServerException
                || failure instanceof AxonServerCommandDispatchException;
    }

    /** What came of it as the sender would see it of a handler of its own process. */
    private static <R> CommandResultMessage<R> asOfThisProcess(CommandResultMessage<? extends R> result) {
        if (!result.isExceptional()) {
            return read(result);
        }
        Throwable came = result.exceptionResult();
        Throwable failure = came instanceof CompletionException && came.getCause() != null ? came.getCause() : came;
        if (failure instanceof CommandExecutionException remote
                && remote.getDetails().orElse(null) instanceof WireFailure told) {
            return failed(told.ofCommand());
        }
        return failed(
                isOfTheWay(failure)
                        ? new CommandBusConnectorCommunicationException(failure.getMessage(), failure)
                        : failure);
    }

    private static <R> CommandResultMessage<R> read(CommandResultMessage<? extends R> result) {
        try {
            R answer = result.getPayload();
            return answer instanceof UnknownSerializedType
                    ? failed(new CommandBusConnectorCommunicationException("the answer cannot be read"))
                    : GenericCommandResultMessage.asCommandResultMessage(answer);
        } catch (SerializationException e) {
            return failed(new CommandBusConnectorCommunicationException("the answer cannot be read", e));
        }
    }

    private static <R> CommandResultMessage<R> failed(Throwable failure) {
        return GenericCommandResultMessage.asCommandResultMessage(failure);
    }

    @Override
    public Registration subscribe(String name, MessageHandler<? super CommandMessage<?>> handler) {
        Registration subscribed =
                MessageSerializer.isOfAll(name) ? server.subscribe(name, handler) : here.subscribe(name, handler);
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
