package retrace.infra.launcher.part;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How a process that is one of several stops, so that the others take over without anybody noticing. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StoppingProperties.class)
public class StoppingConfiguration {

    /** Of whether requests may still be sent here, which a relay answers otherwise than whether it takes sessions. */
    @Bean("farewellHealthIndicator")
    Farewell farewell(StoppingProperties properties) {
        return new Farewell(properties);
    }
}
