package retrace.infra.launcher.axonserver;

import java.lang.management.ManagementFactory;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.sql.DataSource;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.axonserver.connector.command.AxonServerCommandBus;
import org.axonframework.axonserver.connector.query.AxonServerQueryBus;
import org.axonframework.commandhandling.CommandBusSpanFactory;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.distributed.AnnotationRoutingStrategy;
import org.axonframework.commandhandling.distributed.UnresolvedRoutingKeyPolicy;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.queryhandling.QueryBusSpanFactory;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import retrace.infra.launcher.axon.GatewayConfiguration;
import retrace.infra.launcher.fleet.FleetConfiguration;
import retrace.infra.launcher.fleet.FleetTables;

/** The buses of a process that is one of several and has an Axon Server between itself and the others. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AxonServerProperties.class)
public class AxonServerBuses {

    /** Commands wait for the database and queries for streamers: threads that cost nothing do. */
    private static ExecutorService threads(String name) {
        return Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name(name, 0).factory());
    }

    @Bean
    FleetTables fleetTables(DataSource database) {
        return FleetTables.migrate(database);
    }

    @Bean
    AxonServerConfiguration axonServerConfiguration(AxonServerProperties properties, Environment environment) {
        String part = environment.getRequiredProperty(FleetConfiguration.PART);
        AxonServerConfiguration configuration = AxonServerConfiguration.builder()
                .servers(properties.joinedServers())
                .context(properties.context())
                .componentName(otherwise(properties.componentName(), part))
                .clientId(otherwise(
                        properties.clientName(),
                        part + "-" + ManagementFactory.getRuntimeMXBean().getName()))
                .connectTimeout(properties.connectTimeMax().toMillis())
                .build();
        configuration.setToken(properties.token());
        configuration.setSslEnabled(properties.tls().enabled());
        if (properties.tls().trustCertificate() != null) {
            configuration.setCertFile(properties.tls().trustCertificate().toString());
        }
        return configuration;
    }

    private static String otherwise(@Nullable String chosen, String usual) {
        return chosen == null ? usual : chosen;
    }

    /** Made only where Axon Server lets this process in. */
    @Bean(destroyMethod = "shutdown")
    AxonServerConnectionManager axonServerConnections(
            AxonServerProperties properties, AxonServerConfiguration configuration) {
        new ServerCheck(properties, configuration.getComponentName(), configuration.getClientId()).requireOne();
        return AxonServerConnectionManager.builder()
                .axonServerConfiguration(configuration)
                .build();
    }

    @Bean
    AxonServerCommands commandBus(
            AxonServerConnectionManager connections,
            AxonServerConfiguration configuration,
            TransactionManager transactions,
            ScheduledExecutorService commandRetries,
            org.axonframework.config.Configuration axon) {
        SimpleCommandBus here = SimpleCommandBus.builder()
                .transactionManager(transactions)
                .spanFactory(axon.getComponent(CommandBusSpanFactory.class))
                .build();
        here.registerHandlerInterceptor(new CorrelationDataInterceptor<>(axon.correlationDataProviders()));
        return commands(
                connections, configuration, here, commandRetries, axon.getComponent(CommandBusSpanFactory.class));
    }

    static AxonServerCommands commands(
            AxonServerConnectionManager connections,
            AxonServerConfiguration configuration,
            SimpleCommandBus here,
            ScheduledExecutorService retries,
            CommandBusSpanFactory spans) {
        AxonServerCommandBus server = AxonServerCommandBus.builder()
                .axonServerConnectionManager(connections)
                .configuration(configuration)
                .localSegment(new HandledHere(here, GatewayConfiguration.retrying(here, retries)))
                .serializer(MessageSerializer.create())
                .routingStrategy(AnnotationRoutingStrategy.builder()
                        .fallbackRoutingStrategy(UnresolvedRoutingKeyPolicy.RANDOM_KEY)
                        .build())
                .executorServiceBuilder((settings, tasks) -> threads("axon-server-command-"))
                .spanFactory(spans)
                .build();
        return new AxonServerCommands(server, here);
    }

    @Bean
    AxonServerQueryBus queryBus(
            AxonServerConnectionManager connections,
            AxonServerConfiguration configuration,
            org.axonframework.config.Configuration axon) {
        QueryBusSpanFactory spans = axon.getComponent(QueryBusSpanFactory.class);
        SimpleQueryBus here = SimpleQueryBus.builder().spanFactory(spans).build();
        here.registerHandlerInterceptor(new CorrelationDataInterceptor<>(axon.correlationDataProviders()));
        return queries(connections, configuration, here, spans);
    }

    /** What this process can answer itself it asks nobody. */
    static AxonServerQueryBus queries(
            AxonServerConnectionManager connections,
            AxonServerConfiguration configuration,
            SimpleQueryBus here,
            QueryBusSpanFactory spans) {
        MessageSerializer serializer = MessageSerializer.create();
        return AxonServerQueryBus.builder()
                .axonServerConnectionManager(connections)
                .configuration(configuration)
                .localSegment(here)
                .updateEmitter(here.queryUpdateEmitter())
                .messageSerializer(serializer)
                .genericSerializer(serializer)
                .queryExecutorServiceBuilder((settings, tasks) -> threads("axon-server-query-"))
                .queryResponseExecutorServiceBuilder((settings, tasks) -> threads("axon-server-answer-"))
                .spanFactory(spans)
                .enabledLocalSegmentShortCut()
                .build();
    }

    @Bean
    AxonServerService axonServerService(
            AxonServerConnectionManager connections, AxonServerCommands commands, AxonServerQueryBus queries) {
        return new AxonServerService(connections, commands.server(), queries);
    }

    @Bean
    AxonServerHealthIndicator axonServerHealthIndicator(
            AxonServerProperties properties, AxonServerConnectionManager connections) {
        return new AxonServerHealthIndicator(properties, connections);
    }
}
