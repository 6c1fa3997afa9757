package retrace.infra.launcher.health;

import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The part of {@code /actuator/health} about the event log, which every process needs. */
@Configuration(proxyBeanMethods = false)
public class EventStoreHealthConfiguration {

    @Bean
    EventStoreHealthIndicator eventStoreHealthIndicator(DataSource dataSource) {
        return new EventStoreHealthIndicator(JdbcClient.create(dataSource));
    }
}
