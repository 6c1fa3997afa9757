package retrace.infra.launcher.fleet;

import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBusSpanFactory;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.distributed.DistributedCommandBus;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.queryhandling.QueryBusSpanFactory;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import retrace.infra.launcher.axon.GatewayConfiguration;

/** The buses of a process that is one of several. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FleetProperties.class)
public class FleetConfiguration {

    /** What this process is, by one of the words of {@link FleetMember#part}. */
    public static final String PART = "retrace.part";

    /** Null for none, which a bean cannot be. */
    record Encryption(@Nullable SSLContext context) {}

    @Bean
    Encryption fleetEncryption(FleetProperties properties, ObjectProvider<SslBundles> bundles) {
        return new Encryption(
                properties.tlsBundle() == null
                        ? null
                        : bundles.getObject().getBundle(properties.tlsBundle()).createSslContext());
    }

    @Bean
    MemberTable fleetMembers(DataSource database, FleetProperties properties) {
        return MemberTable.open(database, properties.life());
    }

    @Bean
    Directory fleetDirectory(MemberTable members) {
        return new Directory(members);
    }

    @Bean
    WireForm wireForm() {
        return new WireForm();
    }

    @Bean
    FleetClient fleetClient(FleetProperties properties, Encryption encryption, WireForm form) {
        return new FleetClient(properties, encryption.context(), form);
    }

    @Bean
    FleetCommands fleetCommands(
            Directory directory,
            FleetClient client,
            WireForm form,
            TransactionManager transactions,
            org.axonframework.config.Configuration axon) {
        SimpleCommandBus here = SimpleCommandBus.builder()
                .transactionManager(transactions)
                .spanFactory(axon.getComponent(CommandBusSpanFactory.class))
                .build();
        here.registerHandlerInterceptor(new CorrelationDataInterceptor<>(axon.correlationDataProviders()));
        return new FleetCommands(directory, client, form, here);
    }

    @Bean
    DistributedCommandBus commandBus(FleetCommands fleet, org.axonframework.config.Configuration axon) {
        return DistributedCommandBus.builder()
                .spanFactory(axon.getComponent(CommandBusSpanFactory.class))
                .commandRouter(fleet)
                .connector(fleet)
                .build();
    }

    @Bean
    FleetQueryBus queryBus(
            Directory directory, FleetClient client, WireForm form, org.axonframework.config.Configuration axon) {
        SimpleQueryBus here = SimpleQueryBus.builder()
                .spanFactory(axon.getComponent(QueryBusSpanFactory.class))
                .build();
        here.registerHandlerInterceptor(new CorrelationDataInterceptor<>(axon.correlationDataProviders()));
        return new FleetQueryBus(directory, client, form, here);
    }

    @Bean
    FleetService fleetService(
            Environment environment,
            FleetProperties properties,
            Encryption encryption,
            WireForm form,
            MemberTable members,
            Directory directory,
            FleetCommands commands,
            FleetQueryBus queries,
            ScheduledExecutorService commandRetries) {
        FleetHandling handling = new FleetHandling(
                form,
                GatewayConfiguration.retrying(commands.localSegment().orElseThrow(), commandRetries),
                queries.here(),
                properties.answerMax());
        return new FleetService(
                environment.getRequiredProperty(PART),
                properties,
                encryption.context(),
                form,
                handling,
                members,
                directory);
    }
}
