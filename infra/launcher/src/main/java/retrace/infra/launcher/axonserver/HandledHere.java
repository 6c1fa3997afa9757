package retrace.infra.launcher.axonserver;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.callbacks.LoggingCallback;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import retrace.infra.launcher.fleet.WireFailure;

/**
 * Has what comes by way of Axon Server handled in this process. A command that met another at one aggregate is sent again
 * here, where that is cheapest; and a failure is told in the distinctions that senders make, since Axon Server carries
 * its message and what it is given as details, and not what it is.
 */
final class HandledHere implements CommandBus {

    private final CommandBus here;
    private final CommandGateway retrying;

    /**
     * @param here where commands are handled by this process
     * @param retrying to the same bus
     */
    HandledHere(CommandBus here, CommandGateway retrying) {
        this.here = here;
        this.retrying = retrying;
    }

    @Override
    public <C> void dispatch(CommandMessage<C> command) {
        dispatch(command, LoggingCallback.INSTANCE);
    }

    @Override
    public <C, R> void dispatch(CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
        retrying.<Object, R>send(
                command, (sent, result) -> callback.onResult(command, result.isExceptional() ? told(result) : result));
    }

    private static <R> CommandResultMessage<R> told(CommandResultMessage<? extends R> result) {
        Throwable failure = result.exceptionResult();
        return GenericCommandResultMessage.asCommandResultMessage(
                new CommandExecutionException(String.valueOf(failure.getMessage()), failure, WireFailure.of(failure)));
    }

    @Override
    public Registration subscribe(String name, MessageHandler<? super CommandMessage<?>> handler) {
        return here.subscribe(name, handler);
    }

    @Override
    public Registration registerHandlerInterceptor(MessageHandlerInterceptor<? super CommandMessage<?>> interceptor) {
        return here.registerHandlerInterceptor(interceptor);
    }

    @Override
    public Registration registerDispatchInterceptor(MessageDispatchInterceptor<? super CommandMessage<?>> interceptor) {
        return here.registerDispatchInterceptor(interceptor);
    }
}
