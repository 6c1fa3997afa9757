package retrace.infra.launcher.axon;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.commandhandling.gateway.ExponentialBackOffIntervalRetryScheduler;
import org.axonframework.common.lock.DeadlockException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What asks and tells over the buses, wherever those lead. */
@Configuration(proxyBeanMethods = false)
public class GatewayConfiguration {

    private static final int RETRIES_MAX = 5;
    private static final long FIRST_RETRY_AFTER_MILLIS = 5;

    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService commandRetries() {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("command-retries").factory());
    }

    /** Asks again where two commands met at one aggregate; every other failure is the caller's at once. */
    @Bean
    CommandGateway commandGateway(CommandBus bus, ScheduledExecutorService commandRetries) {
        return retrying(bus, commandRetries);
    }

    /** A gateway to that bus. */
    public static CommandGateway retrying(CommandBus bus, ScheduledExecutorService commandRetries) {
        return DefaultCommandGateway.builder()
                .commandBus(bus)
                .retryScheduler(ExponentialBackOffIntervalRetryScheduler.builder()
                        .retryExecutor(commandRetries)
                        .maxRetryCount(RETRIES_MAX)
                        .backoffFactor(FIRST_RETRY_AFTER_MILLIS)
                        .nonTransientFailurePredicate(failure ->
                                !(failure instanceof ConcurrencyException || failure instanceof DeadlockException))
                        .build())
                .build();
    }

    @Bean
    QueryGateway queryGateway(QueryBus bus) {
        return DefaultQueryGateway.builder().queryBus(bus).build();
    }
}
