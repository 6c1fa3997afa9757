package retrace.infra.launcher.health;

import java.time.InstantSource;
import javax.sql.DataSource;
import org.axonframework.config.EventProcessingConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import retrace.query.config.QuerySideConfiguration;
import retrace.query.readmodel.Progress;
import retrace.query.rebuild.DeadLetters;

/** The parts of {@code /actuator/health} that are ours. */
@Configuration(proxyBeanMethods = false)
public class HealthConfiguration {

    @Bean
    ProjectionsHealthIndicator projectionsHealthIndicator(ObjectProvider<EventProcessingConfiguration> processing) {
        return new ProjectionsHealthIndicator(processing::getObject);
    }

    @Bean
    EventStoreHealthIndicator eventStoreHealthIndicator(DataSource dataSource) {
        return new EventStoreHealthIndicator(JdbcClient.create(dataSource));
    }

    @Bean
    DeadLetters deadLetters(DataSource dataSource, InstantSource clock) {
        return new DeadLetters(dataSource, clock);
    }

    @Bean
    DeadLettersHealthIndicator deadLettersHealthIndicator(DeadLetters deadLetters) {
        return new DeadLettersHealthIndicator(deadLetters);
    }

    @Bean
    ProjectionMetrics projectionMetrics(Progress progress, DeadLetters deadLetters) {
        return new ProjectionMetrics(QuerySideConfiguration.READ_MODELS, progress, deadLetters);
    }
}
