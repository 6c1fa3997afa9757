package retrace.infra.launcher.health;

import javax.sql.DataSource;
import org.axonframework.config.EventProcessingConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

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
}
