package retrace.infra.launcher.fleet;

import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.commandhandling.callbacks.LoggingCallback;
import org.axonframework.commandhandling.distributed.CommandBusConnector;
import org.axonframework.commandhandling.distributed.CommandBusConnectorCommunicationException;
import org.axonframework.commandhandling.distributed.CommandMessageFilter;
import org.axonframework.commandhandling.distributed.CommandRouter;
import org.axonframework.commandhandling.distributed.Member;
import org.axonframework.commandhandling.distributed.SimpleMember;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.jspecify.annotations.Nullable;

/**
 * How Axon's distributed command bus finds and reaches other processes. A command is handled here where it can be, in the
 * sender's transaction; otherwise it goes to another process, and to the next one only where that was not reached: what
 * may have been done is for its sender to send again.
 */
final class FleetCommands implements CommandRouter, CommandBusConnector {

    private final Directory directory;
    private final FleetClient client;
    private final WireForm form;
    private final CommandBus here;

    /** @param here where commands are handled by this process */
    FleetCommands(Directory directory, FleetClient client, WireForm form, CommandBus here) {
        this.directory = directory;
        this.client = client;
        this.form = form;
        this.here = here;
    }

    @Override
    public Optional<Member> findDestination(CommandMessage<?> command) {
        String name = command.getCommandName();
        return directory.isHandledHere(name)
                ? Optional.of(new SimpleMember<>("this", "this", SimpleMember.LOCAL_MEMBER, itself -> {}))
                : directory.find(name, Set.of()).map(this::asMember);
    }

    private Member asMember(FleetMember member) {
        return new SimpleMember<>(
                member.id(), member, SimpleMember.REMOTE_MEMBER, suspected -> directory.suspect(member));
    }

    @Override
    public void updateMembership(int loadFactor, CommandMessageFilter commands) {
        // what this process handles is told by the names that it subscribes
    }

    @Override
    public <C> void send(Member destination, CommandMessage<? extends C> command) {
        send(destination, command, LoggingCallback.INSTANCE);
    }

    @Override
    public <C, R> void send(Member destination, CommandMessage<C> command, CommandCallback<? super C, R> callback) {
        @Nullable
        FleetMember member = destination.local()
                ? null
                : destination.getConnectionEndpoint(FleetMember.class).orElseThrow();
        if (member == null) {
            here.dispatch(command, callback);
        } else {
            send(member, command, form.of(command), callback, new HashSet<>());
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // whoever sent the command is told by the callback, whatever comes
    private <C, R> void send(
            FleetMember member,
            CommandMessage<C> command,
            WireMessage message,
            CommandCallback<? super C, R> callback,
            Set<String> tried) {
        tried.add(member.id());
        client.send(member, message).whenComplete((answer, failure) -> {
            if (failure == null) {
                answered(answer, command, callback);
                return;
            }
            Throwable why =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            if (!(why instanceof NotReached)) {
                failed(
                        new CommandBusConnectorCommunicationException(String.valueOf(why.getMessage()), why),
                        command,
                        callback);
                return;
            }
            directory.suspect(member);
            Optional<FleetMember> next = directory.find(message.name(), tried);
            if (next.isPresent()) {
                send(next.get(), command, message, callback, tried);
            } else {
                failed(new NoHandlerForCommandException(String.valueOf(why.getMessage())), command, callback);
            }
        });
    }

    @SuppressWarnings("unchecked") // the sender says what it expects
    private <C, R> void answered(WireAnswer answer, CommandMessage<C> command, CommandCallback<? super C, R> callback) {
        if (answer.failure() != null) {
            failed(answer.failure().ofCommand(), command, callback);
            return;
        }
        try {
            callback.onResult(command, GenericCommandResultMessage.asCommandResultMessage(form.value(answer)));
        } catch (IOException e) {
            failed(new CommandBusConnectorCommunicationException("the answer cannot be read", e), command, callback);
        }
    }

    private static <C, R> void failed(
            RuntimeException failure, CommandMessage<C> command, CommandCallback<? super C, R> callback) {
        callback.onResult(command, GenericCommandResultMessage.asCommandResultMessage(failure));
    }

    @Override
    public Registration subscribe(String name, MessageHandler<? super CommandMessage<?>> handler) {
        Registration subscribed = here.subscribe(name, handler);
        directory.handle(name);
        return () -> {
            directory.handleNoMore(name);
            return subscribed.cancel();
        };
    }

    @Override
    public Registration registerHandlerInterceptor(MessageHandlerInterceptor<? super CommandMessage<?>> interceptor) {
        return here.registerHandlerInterceptor(interceptor);
    }

    @Override
    public Optional<CommandBus> localSegment() {
        return Optional.of(here);
    }
}
