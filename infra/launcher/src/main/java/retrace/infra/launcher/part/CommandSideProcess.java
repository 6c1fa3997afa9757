package retrace.infra.launcher.part;

import java.time.Clock;
import java.time.InstantSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import retrace.command.config.CommandSideConfiguration;
import retrace.infra.launcher.axon.AxonCoreConfiguration;
import retrace.infra.launcher.health.EventStoreHealthConfiguration;
import retrace.infra.launcher.security.SecurityConfiguration;
import retrace.infra.launcher.security.SharedSignInConfiguration;

/** One command side of a fleet: decisions, and the HTTP API that asks for them. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
    AxonCoreConfiguration.class,
    Buses.class,
    StoppingConfiguration.class,
    CommandSideConfiguration.class,
    SecurityConfiguration.class,
    SharedSignInConfiguration.class,
    EventStoreHealthConfiguration.class
})
public class CommandSideProcess {

    @Bean
    InstantSource clock() {
        return Clock.systemUTC();
    }
}
