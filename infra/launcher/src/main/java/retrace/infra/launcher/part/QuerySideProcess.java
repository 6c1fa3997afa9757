package retrace.infra.launcher.part;

import java.time.Clock;
import java.time.InstantSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import retrace.command.config.AccountsConfiguration;
import retrace.command.config.LinkSettings;
import retrace.infra.launcher.axon.AxonCoreConfiguration;
import retrace.infra.launcher.axon.ProjectionConfiguration;
import retrace.infra.launcher.health.EventStoreHealthConfiguration;
import retrace.infra.launcher.health.HealthConfiguration;
import retrace.infra.launcher.seal.SealConfiguration;
import retrace.infra.launcher.security.SecurityConfiguration;
import retrace.infra.launcher.security.SharedSignInConfiguration;
import retrace.infra.launcher.segments.SegmentConfiguration;
import retrace.query.config.EventLogConfiguration;
import retrace.query.config.QuerySideConfiguration;
import retrace.relay.config.ObjectStoreConfiguration;

/** One query side of a fleet: projections, the HTTP API that reads them, the console, and the seal on the event log. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties(LinkSettings.class)
@Import({
    AxonCoreConfiguration.class,
    ProjectionConfiguration.class,
    Buses.class,
    StoppingConfiguration.class,
    AccountsConfiguration.class,
    QuerySideConfiguration.class,
    EventLogConfiguration.class,
    ObjectStoreConfiguration.class,
    SealConfiguration.class,
    SegmentConfiguration.class,
    SecurityConfiguration.class,
    SharedSignInConfiguration.class,
    EventStoreHealthConfiguration.class,
    HealthConfiguration.class
})
public class QuerySideProcess {

    @Bean
    InstantSource clock() {
        return Clock.systemUTC();
    }
}
