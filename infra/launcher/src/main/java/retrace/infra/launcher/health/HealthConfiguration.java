package retrace.infra.launcher.health;

import java.time.InstantSource;
import javax.sql.DataSource;
import org.axonframework.config.EventProcessingConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import retrace.query.config.QuerySideConfiguration;
import retrace.query.readmodel.Progress;
import retrace.query.readmodel.StoredTokens;
import retrace.query.rebuild.DeadLetters;

/** The parts of {@code /actuator/health} that are the query side's. */
@Configuration(proxyBeanMethods = false)
public class HealthConfiguration {

    @Bean
    ProjectionsHealthIndicator projectionsHealthIndicator(
            ObjectProvider<EventProcessingConfiguration> processing, StoredTokens tokens) {
        return new ProjectionsHealthIndicator(processing::getObject, tokens);
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
    ProjectionMetrics projectionMetrics(Progress progress, DeadLetters deadLetters, InstantSource clock) {
        return new ProjectionMetrics(QuerySideConfiguration.READ_MODELS, progress, deadLetters, clock);
    }
}
