package retrace.infra.launcher.axonserver;

import io.axoniq.axonserver.grpc.ErrorMessage;
import io.axoniq.axonserver.grpc.InstructionAck;
import io.axoniq.axonserver.grpc.command.Command;
import io.axoniq.axonserver.grpc.command.CommandProviderInbound;
import io.axoniq.axonserver.grpc.command.CommandProviderOutbound;
import io.axoniq.axonserver.grpc.command.CommandResponse;
import io.axoniq.axonserver.grpc.command.CommandServiceGrpc;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Passes each command on to the process that was the last to say that it handles it, and its answer back. */
final class CommandRouting extends CommandServiceGrpc.CommandServiceImplBase {

    private final Map<String, StreamObserver<CommandProviderInbound>> handlers = new ConcurrentHashMap<>();
    private final Map<String, StreamObserver<CommandResponse>> senders = new ConcurrentHashMap<>();

    boolean knows(String name) {
        return handlers.containsKey(name);
    }

    @Override
    public void dispatch(Command command, StreamObserver<CommandResponse> sender) {
        @Nullable StreamObserver<CommandProviderInbound> handler = handlers.get(command.getName());
        if (handler == null) {
            sender.onNext(CommandResponse.newBuilder()
                    .setRequestIdentifier(command.getMessageIdentifier())
                    .setErrorCode("AXONIQ-4000")
                    .setErrorMessage(ErrorMessage.newBuilder().setMessage("No handler for " + command.getName()))
                    .build());
            sender.onCompleted();
            return;
        }
        senders.put(command.getMessageIdentifier(), sender);
        send(handler, CommandProviderInbound.newBuilder().setCommand(command).build());
    }

    @Override
    public StreamObserver<CommandProviderOutbound> openStream(StreamObserver<CommandProviderInbound> handler) {
        return new StreamObserver<>() {
            @Override
            public void onNext(CommandProviderOutbound said) {
                switch (said.getRequestCase()) {
                    case SUBSCRIBE -> handlers.put(said.getSubscribe().getCommand(), handler);
                    case UNSUBSCRIBE -> handlers.remove(said.getUnsubscribe().getCommand(), handler);
                    case COMMAND_RESPONSE -> answered(said.getCommandResponse());
                    case FLOW_CONTROL, ACK, REQUEST_NOT_SET -> {} // there is never much
                }
                if (!said.getInstructionId().isEmpty()) {
                    send(
                            handler,
                            CommandProviderInbound.newBuilder()
                                    .setAck(InstructionAck.newBuilder()
                                            .setInstructionId(said.getInstructionId())
                                            .setSuccess(true))
                                    .build());
                }
            }

            @Override
            public void onError(Throwable failure) {
                handlers.values().remove(handler);
            }

            @Override
            public void onCompleted() {
                handlers.values().remove(handler);
                handler.onCompleted();
            }
        };
    }

    private void answered(CommandResponse answer) {
        @Nullable StreamObserver<CommandResponse> sender = senders.remove(answer.getRequestIdentifier());
        if (sender != null) {
            sender.onNext(answer);
            sender.onCompleted();
        }
    }

    /** Streams are written by one thread at a time. */
    private static <T> void send(StreamObserver<T> to, T message) {
        synchronized (to) {
            to.onNext(message);
        }
    }
}
