package retrace.infra.launcher.axon;

import io.opentelemetry.api.OpenTelemetry;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.DefaultEventProcessorSpanFactory;
import org.axonframework.eventhandling.EventProcessorSpanFactory;
import org.axonframework.tracing.SpanFactory;
import org.axonframework.tracing.opentelemetry.OpenTelemetrySpanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Spans of commands, events and projections, in the trace of the HTTP request that they come of: the trace travels in the
 * messages' metadata, and with the events through the event store. Off unless an operator wants it.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("management.tracing.enabled")
public class TracingConfiguration {

    private static final String NAME = "retrace";

    @Bean
    SpanFactory spanFactory(OpenTelemetry telemetry) {
        return OpenTelemetrySpanFactory.builder()
                .tracer(telemetry.getTracer(NAME))
                .contextPropagators(telemetry.getPropagators().getTextMapPropagator())
                .build();
    }

    /** What a projection does with a fresh event belongs to the request that caused it; a rebuild has no such request. */
    @Bean
    EventProcessorSpanFactory eventProcessorSpanFactory(SpanFactory spans) {
        return DefaultEventProcessorSpanFactory.builder()
                .spanFactory(spans)
                .distributedInSameTrace(true)
                .build();
    }

    @Bean
    ConfigurerModule tracing(SpanFactory spans, EventProcessorSpanFactory ofProcessors) {
        return configurer -> configurer
                .configureSpanFactory(axon -> spans)
                .registerComponent(EventProcessorSpanFactory.class, axon -> ofProcessors);
    }
}
