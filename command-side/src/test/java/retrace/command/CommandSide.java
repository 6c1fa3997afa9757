package retrace.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ListAssert;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.serialization.json.JacksonSerializer;
import org.jspecify.annotations.Nullable;
import retrace.command.config.CommandSideModule;
import retrace.kernel.wire.EventSerializer;
import retrace.kernel.wire.WireJson;

/**
 * The whole command side on Axon's own buses and its event store in memory: for decisions that concern several
 * aggregates, which a fixture of one cannot tell.
 */
public final class CommandSide implements AutoCloseable {

    public static final Duration LINK_LIFETIME = Duration.ofMinutes(10);

    private final Configuration axon;
    private final List<Object> events = new CopyOnWriteArrayList<>();

    private CommandSide(Configuration axon) {
        this.axon = axon;
        axon.eventBus().subscribe(appended -> appended.forEach(event -> events.add(event.getPayload())));
    }

    /** @param others components that handle what the command side asks of others */
    public static CommandSide started(Object... others) {
        Configurer configurer = DefaultConfigurer.defaultConfiguration(false)
                .configureSerializer(axon -> JacksonSerializer.builder()
                        .objectMapper(WireJson.mapper())
                        .build())
                .configureMessageSerializer(axon -> EventSerializer.create())
                .configureEventSerializer(axon -> EventSerializer.create())
                .configureEmbeddedEventStore(axon -> new InMemoryEventStorageEngine())
                .registerComponent(InstantSource.class, axon -> Samples.CLOCK);
        new CommandSideModule(LINK_LIFETIME, Samples.POLICY).configureModule(configurer);
        for (Object other : others) {
            configurer.registerMessageHandler(axon -> other);
        }
        return new CommandSide(configurer.start());
    }

    public CommandGateway commands() {
        return axon.commandGateway();
    }

    public QueryGateway queries() {
        return axon.queryGateway();
    }

    /** Commands whose events are not looked at. */
    public CommandSide given(Object... commands) {
        for (Object command : commands) {
            commands().sendAndWait(command);
        }
        events.clear();
        return this;
    }

    /** @return what the command is answered with */
    public @Nullable Object when(Object command) {
        return commands().sendAndWait(command);
    }

    /** The events since {@link #given}. */
    public ListAssert<Object> thenEvents() {
        return assertThat(List.copyOf(events));
    }

    @Override
    public void close() {
        axon.shutdown();
    }
}
