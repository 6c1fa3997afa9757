package retrace.query.config;

import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import retrace.query.eventlog.LogKeeper;
import retrace.query.eventlog.LogObjects;
import retrace.query.eventlog.LogSchema;

/**
 * Has the event log sealed. Needs from whoever imports it: a {@link DataSource} with the events in it, {@link LogObjects}
 * and an {@link InstantSource}.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EventLogProperties.class)
public class EventLogConfiguration {

    @Bean
    LogKeeper logKeeper(DataSource database, LogObjects objects, EventLogProperties properties, InstantSource clock) {
        LogSchema.migrate(database);
        return new LogKeeper(database, objects, properties.settings(), clock);
    }
}
