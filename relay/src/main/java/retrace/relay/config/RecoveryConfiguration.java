package retrace.relay.config;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import retrace.relay.effects.AxonCommandSide;
import retrace.relay.effects.AxonQuerySide;
import retrace.relay.lease.LeaseKeeper;
import retrace.relay.lease.LeaseMetrics;
import retrace.relay.lease.LeaseRounds;
import retrace.relay.recording.encode.H264Check;
import retrace.relay.recording.spool.Spool;
import retrace.relay.recovery.Reconciler;
import retrace.relay.recovery.ReconcilerSettings;
import retrace.relay.recovery.RecoveryMetrics;
import retrace.relay.recovery.RecoveryWorker;
import retrace.relay.recovery.SessionSettlement;
import retrace.relay.session.Sessions;
import retrace.relay.store.ObjectStore;

/** What keeps sessions from being lost with their relay. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({LeaseProperties.class, RecoveryProperties.class})
public class RecoveryConfiguration {

    @Bean
    LeaseDatabase leaseDatabase(DataSource database) throws SQLException {
        return new LeaseDatabase(database);
    }

    /** Sessions and worker are asked for late: they are made with the keeper. */
    @Bean
    LeaseKeeper leaseKeeper(
            RelayProperties relay,
            LeaseProperties properties,
            LeaseDatabase database,
            MeterRegistry registry,
            ObjectProvider<Sessions> sessions,
            ObjectProvider<RecoveryWorker> worker,
            InstantSource clock) {
        return new LeaseKeeper(
                relay.name(),
                database.leases(),
                properties.settings(),
                new LeaseMetrics(registry),
                clock,
                System::nanoTime,
                new LeaseKeeper.Consequences() {
                    @Override
                    public void lost() {
                        sessions.getObject().abandonLost();
                    }

                    @Override
                    public void toSettle() {
                        worker.getObject().wake();
                    }
                });
    }

    /** Closed by {@link RecoveryService}. */
    @Bean(destroyMethod = "")
    LeaseRounds leaseRounds(LeaseKeeper keeper) {
        return new LeaseRounds(keeper);
    }

    @Bean
    RecoveryMetrics recoveryMetrics(MeterRegistry registry) {
        return new RecoveryMetrics(registry);
    }

    @Bean
    SessionSettlement sessionSettlement(
            ObjectStore store, CommandGateway gateway, Spool spool, RecoveryMetrics metrics) {
        return new SessionSettlement(
                store, H264Check::new, new AxonCommandSide(gateway), spool::uploadLeftovers, metrics);
    }

    /** Closed by {@link RecoveryService}. */
    @Bean(destroyMethod = "")
    RecoveryWorker recoveryWorker(
            LeaseKeeper leases, SessionSettlement settlement, RecoveryProperties properties, RecoveryMetrics metrics) {
        return new RecoveryWorker(leases, settlement, properties.settings(), metrics);
    }

    /** Closed by {@link RecoveryService}. */
    @Bean(destroyMethod = "")
    Reconciler reconciler(
            ObjectStore store,
            QueryGateway queries,
            CommandGateway commands,
            LeaseKeeper leases,
            RelayProperties relay,
            LeaseProperties lease,
            RecoveryProperties recovery,
            RecoveryMetrics metrics,
            InstantSource clock) {
        return new Reconciler(
                store,
                new AxonQuerySide(queries),
                new AxonCommandSide(commands),
                leases,
                new ReconcilerSettings(
                        recovery.reconcileInterval(), relay.ticketLife().plus(lease.life())),
                metrics,
                RandomGenerator.getDefault(),
                clock);
    }

    @Bean
    RecoveryService recoveryService(
            LeaseKeeper keeper,
            LeaseRounds rounds,
            LeaseProperties properties,
            RecoveryWorker worker,
            Reconciler reconciler) {
        return new RecoveryService(keeper, rounds, properties.settings(), worker, reconciler);
    }
}
