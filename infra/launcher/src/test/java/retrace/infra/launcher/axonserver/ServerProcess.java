package retrace.infra.launcher.axonserver;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.axonserver.connector.query.AxonServerQueryBus;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.DefaultCommandBusSpanFactory;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.queryhandling.DefaultQueryBusSpanFactory;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.axonframework.tracing.NoOpSpanFactory;
import retrace.infra.launcher.axon.GatewayConfiguration;

/** All that one process has to talk to others by way of Axon Server, put together as {@link AxonServerBuses} does. */
final class ServerProcess implements AutoCloseable {

    private static final long ANSWER_SECONDS_MAX = 10;

    private final ScheduledExecutorService retries = Executors.newSingleThreadScheduledExecutor();
    private final AxonServerConnectionManager connections;
    private final AxonServerCommands commands;
    private final AxonServerQueryBus queries;

    ServerProcess(String name, int port) {
        AxonServerConfiguration configuration = AxonServerConfiguration.builder()
                .servers("127.0.0.1:" + port)
                .componentName(name)
                .clientId(name)
                .build();
        connections = AxonServerConnectionManager.builder()
                .axonServerConfiguration(configuration)
                .build();
        commands = AxonServerBuses.commands(
                connections,
                configuration,
                SimpleCommandBus.builder().build(),
                retries,
                DefaultCommandBusSpanFactory.builder()
                        .spanFactory(NoOpSpanFactory.INSTANCE)
                        .build());
        queries = AxonServerBuses.queries(
                connections,
                configuration,
                SimpleQueryBus.builder().build(),
                DefaultQueryBusSpanFactory.builder()
                        .spanFactory(NoOpSpanFactory.INSTANCE)
                        .build());
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

    @Override
    public void close() {
        connections.disconnect();
        connections.shutdown();
        retries.shutdownNow();
    }
}
