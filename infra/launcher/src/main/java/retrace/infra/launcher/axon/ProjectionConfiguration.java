package retrace.infra.launcher.axon;

import javax.sql.DataSource;
import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.PlatformTransactionManager;
import retrace.query.config.QuerySideConfiguration;

/** What holds for projections alone, which can be made again of the events, and not for effects. */
@Configuration(proxyBeanMethods = false)
@Import(DeadLetterConfiguration.class)
public class ProjectionConfiguration {

    @Bean
    ConfigurerModule projectionTransactions(PlatformTransactionManager transactions, DataSource database) {
        ProjectionTransactions unflushed = new ProjectionTransactions(transactions, database);
        return configurer -> QuerySideConfiguration.PROJECTED.forEach(projected ->
                configurer.eventProcessing().registerTransactionManager(projected.name(), axon -> unflushed));
    }
}
