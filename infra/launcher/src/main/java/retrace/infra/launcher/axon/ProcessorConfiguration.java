package retrace.infra.launcher.axon;

import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingModule;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.messaging.StreamableMessageSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import retrace.relay.effects.StoreHolds;

/**
 * How projections follow the events: each processing group by itself, in the order of the event log, in batches of one
 * transaction, from the first event on.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProjectionProperties.class)
public class ProcessorConfiguration {

    private static final int EVENTS_A_BATCH_MAX = 100;

    /** A projection that failed is taken up again at the next of these, when its time of waiting is over. */
    private static final long CLAIM_INTERVAL_MILLIS = 500;

    /** Effects are in the order of the events. */
    private static final int SEGMENTS_OF_EFFECTS = 1;

    /** Effects on the world: one event a transaction, since what was done is not undone with it. */
    private static final int EVENTS_OF_EFFECTS_A_BATCH_MAX = 1;

    /** A bean, so that whoever wants to know how the processors fare can ask it. */
    @Bean
    EventProcessingModule eventProcessing() {
        return new EventProcessingModule();
    }

    /**
     * A projection that fails is stopped and tried again, at first after a second and then ever later up to a minute;
     * it never passes over an event. Health says so meanwhile. Where it is divided into segments, each has parts of the
     * history that know nothing of each other, so that the order of events matters within a segment alone.
     */
    @Bean
    ConfigurerModule processors(ProjectionProperties projections) {
        return configurer -> configurer
                .eventProcessing()
                .registerDefaultListenerInvocationErrorHandler(axon -> PropagatingErrorHandler.instance())
                .registerDefaultErrorHandler(axon -> PropagatingErrorHandler.instance())
                .usingPooledStreamingEventProcessors((axon, processor) -> processor
                        .initialSegmentCount(projections.segments())
                        .batchSize(EVENTS_A_BATCH_MAX)
                        .tokenClaimInterval(CLAIM_INTERVAL_MILLIS)
                        // The tail itself, not Axon's default, a replay up to the head, in which handlers may be
                        // skipped.
                        .initialToken(StreamableMessageSource::createTailToken))
                // An effect begins with what happens after its first deployment.
                .registerPooledStreamingEventProcessorConfiguration(
                        StoreHolds.NAME,
                        (axon, processor) -> processor
                                .initialSegmentCount(SEGMENTS_OF_EFFECTS)
                                .batchSize(EVENTS_OF_EFFECTS_A_BATCH_MAX)
                                .tokenClaimInterval(CLAIM_INTERVAL_MILLIS)
                                .initialToken(StreamableMessageSource::createHeadToken));
    }
}
