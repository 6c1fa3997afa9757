package retrace.infra.launcher.segments;

import javax.sql.DataSource;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import retrace.infra.launcher.axon.EventStoreConfiguration;
import retrace.infra.launcher.axon.ProjectionProperties;
import retrace.infra.launcher.fleet.FleetTables;
import retrace.query.config.QuerySideConfiguration;
import retrace.query.readmodel.Projected;

/** For a query side that is one of several. */
@Configuration(proxyBeanMethods = false)
public class SegmentConfiguration {

    /** So many of its intervals may pass until a process is taken to be gone. */
    private static final int INTERVALS_A_LIFE = 3;

    @Bean
    SegmentBalance segmentBalance(
            DataSource database,
            ProjectionProperties properties,
            ObjectProvider<org.axonframework.config.Configuration> axon) {
        return new SegmentBalance(
                new ProjectingTable(
                        FleetTables.migrate(database),
                        properties.balanceInterval().multipliedBy(INTERVALS_A_LIFE)),
                EventStoreConfiguration.NODE,
                QuerySideConfiguration.PROJECTED.stream().map(Projected::name).toList(),
                name -> axon.getObject()
                        .eventProcessingConfiguration()
                        .eventProcessor(name, StreamingEventProcessor.class));
    }

    /** Not before there are processors that could let anything go. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> balancing(SegmentBalance balance, ProjectionProperties properties) {
        return ready -> balance.start(properties.balanceInterval());
    }
}
