package retrace.infra.launcher.fleet;

import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.distributed.DistributedCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.jspecify.annotations.Nullable;
import retrace.infra.launcher.axon.GatewayConfiguration;

/** All that one process of a fleet has to talk to the others, put together as {@link FleetConfiguration} does. */
final class FleetProcess implements AutoCloseable {

    private static final long ANSWER_SECONDS_MAX = 10;

    private final WireForm form = new WireForm();
    private final ScheduledExecutorService retries = Executors.newSingleThreadScheduledExecutor();
    private final String part;
    private final @Nullable SSLContext tls;
    private final MemberTable members;
    private final Directory directory;
    private final FleetClient client;
    private final FleetCommands fleet;
    private final DistributedCommandBus commands;
    private final FleetQueryBus queries;
    private final FleetHandling handling;
    private @Nullable FleetServer server;
    private @Nullable FleetMember member;

    FleetProcess(String part, DataSource database) {
        this(part, database, null);
    }

    /** @param tls with the process's certificate and whom it trusts; null for none */
    FleetProcess(String part, DataSource database, @Nullable SSLContext tls) {
        this.part = part;
        this.tls = tls;
        FleetProperties properties = FleetBusesTest.properties();
        members = MemberTable.open(database, properties.life());
        directory = new Directory(members);
        client = new FleetClient(properties, tls, form);
        fleet = new FleetCommands(
                directory, client, form, SimpleCommandBus.builder().build());
        commands = DistributedCommandBus.builder()
                .commandRouter(fleet)
                .connector(fleet)
                .build();
        queries = new FleetQueryBus(
                directory, client, form, SimpleQueryBus.builder().build());
        handling = new FleetHandling(
                form,
                GatewayConfiguration.retrying(fleet.localSegment().orElseThrow(), retries),
                queries.here(),
                properties.answerMax());
    }

    void start() throws IOException {
        FleetServer started = FleetServer.start(FleetBusesTest.properties(), tls, form, handling);
        server = started;
        FleetMember own =
                new FleetMember(UUID.randomUUID().toString(), part, started.address(), directory.handledHere());
        member = own;
        members.show(own);
        directory.look();
    }

    CommandBus commands() {
        return commands;
    }

    QueryBus queries() {
        return queries;
    }

    Object send(Object command) throws Exception {
        return gateway().send(command).get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
    }

    Object send(String name, Object command) throws Exception {
        return gateway()
                .send(new GenericCommandMessage<>(new GenericMessage<>(command), name))
                .get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
    }

    private CommandGateway gateway() {
        return GatewayConfiguration.retrying(commands, retries);
    }

    <R> R ask(Object query, Class<R> answer) throws Exception {
        return DefaultQueryGateway.builder()
                .queryBus(queries)
                .build()
                .query(query, answer)
                .get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
    }

    URI address() {
        return Objects.requireNonNull(member).address();
    }

    /** As one that was killed: nobody listens any more, and the others are not told. */
    void vanish() {
        Objects.requireNonNull(server).close();
    }

    @Override
    public void close() {
        if (member != null) {
            members.leave(member);
        }
        if (server != null) {
            server.close();
        }
        client.close();
        retries.shutdownNow();
    }
}
