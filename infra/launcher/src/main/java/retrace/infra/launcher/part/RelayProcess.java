package retrace.infra.launcher.part;

import java.time.Clock;
import java.time.InstantSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.session.autoconfigure.SessionAutoConfiguration;
import org.springframework.boot.session.jdbc.autoconfigure.JdbcSessionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import retrace.infra.launcher.axon.AxonCoreConfiguration;
import retrace.infra.launcher.health.EventStoreHealthConfiguration;
import retrace.infra.launcher.security.RelaySecurityConfiguration;
import retrace.relay.config.FleetRelayConfiguration;
import retrace.relay.config.RelayConfiguration;

/** One relay of a fleet: sessions and their recording, and the recordings that it serves. Nobody signs in here. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = {SessionAutoConfiguration.class, JdbcSessionAutoConfiguration.class})
@Import({
    AxonCoreConfiguration.class,
    Buses.class,
    StoppingConfiguration.class,
    RelayConfiguration.class,
    FleetRelayConfiguration.class,
    RelaySecurityConfiguration.class,
    EventStoreHealthConfiguration.class
})
public class RelayProcess {

    @Bean
    InstantSource clock() {
        return Clock.systemUTC();
    }
}
