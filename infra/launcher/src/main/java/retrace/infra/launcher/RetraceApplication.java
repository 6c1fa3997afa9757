package retrace.infra.launcher;

import java.time.Clock;
import java.time.InstantSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.session.autoconfigure.SessionAutoConfiguration;
import org.springframework.boot.session.jdbc.autoconfigure.JdbcSessionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import retrace.command.config.CommandSideConfiguration;
import retrace.infra.launcher.axon.AxonConfiguration;
import retrace.infra.launcher.health.EventStoreHealthConfiguration;
import retrace.infra.launcher.health.HealthConfiguration;
import retrace.infra.launcher.seal.SealConfiguration;
import retrace.infra.launcher.security.SecurityConfiguration;
import retrace.query.config.EventLogConfiguration;
import retrace.query.config.QuerySideConfiguration;
import retrace.relay.config.RelayConfiguration;

/**
 * Command side, query side and relay in one process, on one PostgreSQL. Nothing is found by scanning, and sign-ins are
 * kept in memory.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = {SessionAutoConfiguration.class, JdbcSessionAutoConfiguration.class})
@Import({
    AxonConfiguration.class,
    CommandSideConfiguration.class,
    QuerySideConfiguration.class,
    EventLogConfiguration.class,
    RelayConfiguration.class,
    SecurityConfiguration.class,
    HealthConfiguration.class,
    EventStoreHealthConfiguration.class,
    SealConfiguration.class
})
public class RetraceApplication {

    @Bean
    InstantSource clock() {
        return Clock.systemUTC();
    }
}
