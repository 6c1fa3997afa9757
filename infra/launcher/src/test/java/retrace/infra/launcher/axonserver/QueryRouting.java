package retrace.infra.launcher.axonserver;

import io.axoniq.axonserver.grpc.ErrorMessage;
import io.axoniq.axonserver.grpc.InstructionAck;
import io.axoniq.axonserver.grpc.query.QueryProviderInbound;
import io.axoniq.axonserver.grpc.query.QueryProviderOutbound;
import io.axoniq.axonserver.grpc.query.QueryRequest;
import io.axoniq.axonserver.grpc.query.QueryResponse;
import io.axoniq.axonserver.grpc.query.QueryServiceGrpc;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Passes each query on to the process that was the last to say that it answers it, and the answer back. */
final class QueryRouting extends QueryServiceGrpc.QueryServiceImplBase {

    private final Map<String, StreamObserver<QueryProviderInbound>> handlers = new ConcurrentHashMap<>();
    private final Map<String, StreamObserver<QueryResponse>> askers = new ConcurrentHashMap<>();

    boolean knows(String name) {
        return handlers.containsKey(name);
    }

    @Override
    public void query(QueryRequest query, StreamObserver<QueryResponse> asker) {
        @Nullable StreamObserver<QueryProviderInbound> handler = handlers.get(query.getQuery());
        if (handler == null) {
            asker.onNext(QueryResponse.newBuilder()
                    .setRequestIdentifier(query.getMessageIdentifier())
                    .setErrorCode("AXONIQ-5000")
                    .setErrorMessage(ErrorMessage.newBuilder().setMessage("No handler for " + query.getQuery()))
                    .build());
            asker.onCompleted();
            return;
        }
        askers.put(query.getMessageIdentifier(), asker);
        send(handler, QueryProviderInbound.newBuilder().setQuery(query).build());
    }

    @Override
    public StreamObserver<QueryProviderOutbound> openStream(StreamObserver<QueryProviderInbound> handler) {
        return new StreamObserver<>() {
            @Override
            public void onNext(QueryProviderOutbound said) {
                taken(said, handler);
                if (!said.getInstructionId().isEmpty()) {
                    send(
                            handler,
                            QueryProviderInbound.newBuilder()
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

    private void taken(QueryProviderOutbound said, StreamObserver<QueryProviderInbound> handler) {
        if (said.hasSubscribe()) {
            handlers.put(said.getSubscribe().getQuery(), handler);
        } else if (said.hasUnsubscribe()) {
            handlers.remove(said.getUnsubscribe().getQuery(), handler);
        } else if (said.hasQueryResponse()) {
            QueryResponse answer = said.getQueryResponse();
            @Nullable StreamObserver<QueryResponse> asker = askers.get(answer.getRequestIdentifier());
            if (asker != null) {
                send(asker, answer);
            }
        } else if (said.hasQueryComplete()) {
            @Nullable
            StreamObserver<QueryResponse> asker =
                    askers.remove(said.getQueryComplete().getRequestId());
            if (asker != null) {
                asker.onCompleted();
            }
        }
    }

    /** Streams are written by one thread at a time. */
    private static <T> void send(StreamObserver<T> to, T message) {
        synchronized (to) {
            to.onNext(message);
        }
    }
}
