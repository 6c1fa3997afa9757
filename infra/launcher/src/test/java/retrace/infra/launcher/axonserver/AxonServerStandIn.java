package retrace.infra.launcher.axonserver;

import static org.awaitility.Awaitility.await;

import io.axoniq.axonserver.grpc.control.ClientIdentification;
import io.axoniq.axonserver.grpc.control.NodeInfo;
import io.axoniq.axonserver.grpc.control.PlatformInboundInstruction;
import io.axoniq.axonserver.grpc.control.PlatformInfo;
import io.axoniq.axonserver.grpc.control.PlatformOutboundInstruction;
import io.axoniq.axonserver.grpc.control.PlatformServiceGrpc;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Speaks as Axon Server does with those who connect, and passes commands and queries on to whoever takes them. A real one
 * cannot be had where the tests run; docs/operators/fleet.md says how it is tried with a real one.
 */
final class AxonServerStandIn implements AutoCloseable {

    private static final Metadata.Key<String> TOKEN =
            Metadata.Key.of("AxonIQ-Access-Token", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> ERROR =
            Metadata.Key.of("AxonIQ-ErrorCode", Metadata.ASCII_STRING_MARSHALLER);

    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration TOLD_MAX = Duration.ofSeconds(10);

    private final Server server;
    private final CommandRouting commands;
    private final QueryRouting queries;

    private AxonServerStandIn(Server server, CommandRouting commands, QueryRouting queries) {
        this.server = server;
        this.commands = commands;
        this.queries = queries;
    }

    static AxonServerStandIn start() throws IOException {
        return start(0, InsecureServerCredentials.create(), null);
    }

    /**
     * @param port 0 for any
     * @param token what it asks for; null for none
     */
    static AxonServerStandIn start(int port, ServerCredentials credentials, @Nullable String token) throws IOException {
        CommandRouting commands = new CommandRouting();
        QueryRouting queries = new QueryRouting();
        Server server = Grpc.newServerBuilderForPort(port, credentials)
                .intercept(new TokenCheck(token))
                .addService(new Platform())
                .addService(commands)
                .addService(queries)
                .build()
                .start();
        return new AxonServerStandIn(server, commands, queries);
    }

    /** Until it has been told that somebody takes commands or queries of that name. */
    void awaitHandler(String name) {
        await().pollInterval(POLL).atMost(TOLD_MAX).until(() -> commands.knows(name) || queries.knows(name));
    }

    int port() {
        return server.getPort();
    }

    @Override
    public void close() throws InterruptedException {
        server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
    }

    private record TokenCheck(@Nullable String token) implements ServerInterceptor {

        @Override
        public <A, B> ServerCall.Listener<A> interceptCall(
                ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
            String shown = headers.get(TOKEN);
            if (token == null || token.equals(shown)) {
                return next.startCall(call, headers);
            }
            Metadata trailers = new Metadata();
            trailers.put(ERROR, shown == null ? "AXONIQ-1000" : "AXONIQ-1001");
            call.close(Status.PERMISSION_DENIED.withDescription("no such token"), trailers);
            return new ServerCall.Listener<>() {};
        }
    }

    private static final class Platform extends PlatformServiceGrpc.PlatformServiceImplBase {

        @Override
        public void getPlatformServer(ClientIdentification client, StreamObserver<PlatformInfo> answer) {
            answer.onNext(PlatformInfo.newBuilder()
                    .setPrimary(NodeInfo.getDefaultInstance())
                    .setSameConnection(true)
                    .build());
            answer.onCompleted();
        }

        @Override
        public StreamObserver<PlatformInboundInstruction> openStream(
                StreamObserver<PlatformOutboundInstruction> client) {
            return new StreamObserver<>() {
                @Override
                public void onNext(PlatformInboundInstruction said) {
                    if (said.hasHeartbeat()) {
                        client.onNext(PlatformOutboundInstruction.newBuilder()
                                .setHeartbeat(said.getHeartbeat())
                                .build());
                    }
                }

                @Override
                public void onError(Throwable failure) {
                    // it has gone
                }

                @Override
                public void onCompleted() {
                    client.onCompleted();
                }
            };
        }
    }
}
