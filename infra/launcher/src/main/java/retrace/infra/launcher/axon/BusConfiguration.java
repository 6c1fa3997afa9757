package retrace.infra.launcher.axon;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandBusSpanFactory;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryBusSpanFactory;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.springframework.context.annotation.Bean;

/** The buses on which the three sides meet while they run in one process. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
public class BusConfiguration {

    @Bean
    CommandBus commandBus(TransactionManager transactions, Configuration axon) {
        SimpleCommandBus bus = SimpleCommandBus.builder()
                .transactionManager(transactions)
                .spanFactory(axon.getComponent(CommandBusSpanFactory.class))
                .build();
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(axon.correlationDataProviders()));
        return bus;
    }

    /** Without a transaction: a query may take as long as a streamer takes to answer. */
    @Bean
    QueryBus queryBus(Configuration axon) {
        SimpleQueryBus bus = SimpleQueryBus.builder()
                .spanFactory(axon.getComponent(QueryBusSpanFactory.class))
                .build();
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(axon.correlationDataProviders()));
        return bus;
    }
}
