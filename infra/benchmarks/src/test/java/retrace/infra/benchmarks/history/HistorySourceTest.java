package retrace.infra.benchmarks.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.serialization.json.JacksonSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import retrace.command.config.CommandSideModule;
import retrace.command.session.RecordingPolicy;
import retrace.command.team.MinimumVersions;
import retrace.kernel.platform.Platform;
import retrace.kernel.platform.StreamerVersion;
import retrace.kernel.wire.EventNames;
import retrace.kernel.wire.EventSerializer;
import retrace.kernel.wire.WireJson;

class HistorySourceTest {

    private static final RecordingPolicy POLICY = new RecordingPolicy(
            EnumSet.allOf(Platform.class),
            new MinimumVersions(Map.of(Platform.WINDOWS, new StreamerVersion("3.5.8.0"))));

    private static List<HistoryEvent> made(HistoryPlan plan) {
        List<HistoryEvent> events = new ArrayList<>();
        HistorySource.forEach(plan, events::add);
        return events;
    }

    private static Iterable<List<HistoryEvent>> byCommand(List<HistoryEvent> events) {
        Map<UUID, List<HistoryEvent>> groups = new LinkedHashMap<>();
        events.forEach(event -> groups.computeIfAbsent(event.command(), any -> new ArrayList<>())
                .add(event));
        return groups.values();
    }

    private static Configuration commandSide(InstantSource clock) {
        Configurer configurer = DefaultConfigurer.defaultConfiguration(false)
                .configureSerializer(axon -> JacksonSerializer.builder()
                        .objectMapper(WireJson.mapper())
                        .build())
                .configureMessageSerializer(axon -> EventSerializer.create())
                .configureEventSerializer(axon -> EventSerializer.create())
                .configureEmbeddedEventStore(axon -> new InMemoryEventStorageEngine())
                .registerComponent(InstantSource.class, axon -> clock);
        new CommandSideModule(Duration.ofMinutes(10), POLICY).configureModule(configurer);
        return configurer.start();
    }

    private record Fact(String type, String aggregate, long sequence, Object payload) {}

    @ParameterizedTest
    @CsvSource({"6000,3,1", "6000,1,2", "6000,2,3"})
    void theCommandSideDecidesTheSame(long events, int teams, long seed) {
        AtomicReference<Instant> now = new AtomicReference<>(HistoryPlan.BEGIN);
        List<Fact> decided = new ArrayList<>();
        CommandsAgain commands = new CommandsAgain();
        Configuration axon = commandSide(now::get);
        try {
            axon.eventBus()
                    .subscribe(appended -> appended.forEach(event -> {
                        DomainEventMessage<?> message = (DomainEventMessage<?>) event;
                        decided.add(new Fact(
                                message.getType(),
                                message.getAggregateIdentifier(),
                                message.getSequenceNumber(),
                                message.getPayload()));
                    }));
            for (List<HistoryEvent> made : byCommand(made(new HistoryPlan(events, teams, seed)))) {
                decided.clear();
                now.set(made.getFirst().storedAt());
                axon.commandGateway()
                        .sendAndWait(commands.of(
                                made.stream().map(HistoryEvent::payload).toList()));
                assertThat(decided)
                        .containsExactlyElementsOf(made.stream()
                                .map(event -> new Fact(
                                        event.aggregateType(), event.aggregate(), event.sequence(), event.payload()))
                                .toList());
            }
        } finally {
            axon.shutdown();
        }
    }

    @Test
    void theSamePlanMakesTheSameEventsAndAnotherSeedOthers() {
        List<HistoryEvent> events = made(new HistoryPlan(1000, 2, 7));
        assertThat(events).isEqualTo(made(new HistoryPlan(1000, 2, 7)));
        assertThat(events).isNotEqualTo(made(new HistoryPlan(1000, 2, 8)));
    }

    @Test
    void thereAreAsManyEventsAsPlannedOfEveryKindInTheOrderOfTime() {
        List<HistoryEvent> events = made(new HistoryPlan(300_000, 8, 1));
        assertThat(events).hasSize(300_000);
        assertThat(events).isSortedAccordingTo(Comparator.comparing(HistoryEvent::storedAt));
        assertThat(events.stream()
                        .map(event -> (Object) event.payload().getClass())
                        .distinct())
                .containsAll(EventNames.all().values());
    }
}
