package retrace.infra.launcher.axon;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Axon for command side, query side and relay in one process. */
@Configuration(proxyBeanMethods = false)
@Import({AxonCoreConfiguration.class, BusConfiguration.class, ProjectionConfiguration.class})
public class AxonConfiguration {}
