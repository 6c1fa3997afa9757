package retrace.command.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import retrace.command.session.StreamerProbe.Probed;
import retrace.kernel.endpoint.Monitor;
import retrace.kernel.endpoint.Reachability;
import retrace.kernel.endpoint.Reachability.Reachable;
import retrace.kernel.endpoint.Reachability.Unreachable;
import retrace.kernel.endpoint.StreamerAddress;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.EndpointId;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.recording.FrameRate;
import retrace.kernel.relay.FindCarrier;
import retrace.kernel.relay.FindCarrier.Carrier;
import retrace.kernel.relay.ListRelays;
import retrace.kernel.relay.ProbeStreamer;
import retrace.kernel.relay.RelayCommand.AwaitViewer;
import retrace.kernel.relay.RelayCommand.CloseSession;
import retrace.kernel.relay.RelayName;
import retrace.kernel.relay.RelaysOnDuty;
import retrace.kernel.relay.RelaysOnDuty.Duty;
import retrace.kernel.relay.Ticket;
import retrace.kernel.session.EndReason;

/** The relays of a fleet on real buses, each a handler of what is addressed to it. */
class SeveralRelaysTest {

    private static final RelayName FIRST = new RelayName("relay-1");
    private static final RelayName SECOND = new RelayName("relay-2");
    private static final ProbeStreamer TO_DIAL = new ProbeStreamer(
            EndpointId.create(), new Monitor(1, "Main", new StreamerAddress("10.0.0.7", 5900)), AccountId.create());
    private static final ProbeStreamer DIALS_IN =
            new ProbeStreamer(EndpointId.create(), new Monitor(1, "Main", null), AccountId.create());

    private static final Ticket TICKET =
            new Ticket("abcd1234", Instant.parse("2026-11-24T08:00:00Z"), "relay-2.example", 5970, "/relay/websocket");

    private final CommandBus commands = SimpleCommandBus.builder().build();
    private final QueryBus queries = SimpleQueryBus.builder().build();
    private final SeveralRelays relays = new SeveralRelays(
            DefaultCommandGateway.builder().commandBus(commands).build(),
            DefaultQueryGateway.builder().queryBus(queries).build(),
            Duration.ofSeconds(5),
            new Random(1));
    private final StreamerProbe probe = new StreamerProbe(relays, Duration.ofSeconds(5));
    private final RelayOrders orders = new RelayOrders(relays, Duration.ofSeconds(5));
    private List<Duty> onDuty = List.of();
    private @Nullable RelayName carrier;

    @BeforeEach
    void answer() {
        queries.<RelaysOnDuty>subscribe(
                ListRelays.class.getName(), RelaysOnDuty.class, query -> new RelaysOnDuty(onDuty));
        queries.<Carrier>subscribe(FindCarrier.class.getName(), Carrier.class, query -> new Carrier(carrier));
    }

    private void probes(RelayName relay, Reachability found) {
        queries.<Reachability>subscribe(relay.addressed(ProbeStreamer.class), Reachability.class, query -> found);
    }

    private static Reachable reachable() {
        return new Reachable("3.8");
    }

    @Test
    void aSessionIsForTheLeastFullThatTakesAny() {
        onDuty = List.of(
                new Duty(FIRST, 5, 10, true),
                new Duty(SECOND, 40, 100, true),
                new Duty(new RelayName("full"), 1, 1, true),
                new Duty(new RelayName("draining"), 0, 10, false));
        probes(FIRST, reachable());
        probes(SECOND, reachable());

        Probed probed = probe.probe(TO_DIAL);

        assertThat(probed.line()).hasToString("relay-2");
        assertThat(probed.reachability()).isEqualTo(reachable());
        assertThat(relays.withRoom()).extracting(Object::toString).containsExactly("relay-2", "relay-1");
    }

    @Test
    void oneThatIsGoneWithoutAWordIsPassedOver() {
        onDuty = List.of(new Duty(FIRST, 0, 10, true), new Duty(SECOND, 9, 10, true));
        probes(SECOND, reachable());

        assertThat(probe.probe(TO_DIAL).line()).hasToString("relay-2");
    }

    @Test
    void whereNoneHasRoomThereIsNoSession() {
        onDuty = List.of(new Duty(FIRST, 10, 10, true));
        probes(FIRST, reachable());

        assertThatThrownBy(() -> probe.probe(TO_DIAL))
                .isInstanceOf(RelayUnavailable.class)
                .hasMessage(SessionBroker.NO_RELAY);
    }

    @Test
    void aStreamerThatHasDialledInIsServedByTheRelayThatItHasDialled() {
        onDuty = List.of(new Duty(FIRST, 0, 10, true), new Duty(SECOND, 9, 10, true));
        probes(FIRST, new Unreachable("it has not dialled in"));
        probes(SECOND, reachable());

        Probed probed = probe.probe(DIALS_IN);

        assertThat(probed.line()).hasToString("relay-2");
        assertThat(probed.reachability()).isEqualTo(reachable());
    }

    @Test
    void oneThatHasDialledNoneIsUnreachable() {
        onDuty = List.of(new Duty(FIRST, 0, 10, true), new Duty(SECOND, 9, 10, true));
        probes(FIRST, new Unreachable("it has not dialled in"));

        assertThat(probe.probe(DIALS_IN).reachability()).isEqualTo(new Unreachable("it has not dialled in"));
    }

    @Test
    void whatIsForASessionGoesToTheRelayThatCarriesIt() throws Exception {
        List<Object> asked = new ArrayList<>();
        commands.subscribe(FIRST.addressed(CloseSession.class), command -> asked.add("wrong"));
        commands.subscribe(SECOND.addressed(CloseSession.class), command -> asked.add(command.getPayload()));
        CloseSession close = new CloseSession(SessionId.create(), EndReason.ENDED_BY_REQUEST, "Olga ended it.");
        carrier = SECOND;

        relays.carrying(close.session()).send(close).get();

        assertThat(asked).containsExactly(close);
    }

    @Test
    void aSessionThatNoRelayCarriesIsForNone() {
        assertThatThrownBy(() -> relays.carrying(SessionId.create())).isInstanceOf(RelayUnavailable.class);
    }

    private static AwaitViewer viewer(ProbeStreamer of) {
        return new AwaitViewer(
                SessionId.create(),
                TeamId.create(),
                of.endpoint(),
                "Desktop",
                of.monitor(),
                of.technician(),
                FrameRate.DEFAULT,
                true,
                null);
    }

    private void begunToDrain(RelayName relay) {
        commands.subscribe(relay.addressed(AwaitViewer.class), command -> {
            throw new IllegalStateException("The relay is being stopped.");
        });
    }

    private void takes(RelayName relay) {
        commands.subscribe(relay.addressed(AwaitViewer.class), command -> TICKET);
    }

    @Test
    void aSessionThatARelayHasBegunToDeclineGoesToTheNext() {
        onDuty = List.of(new Duty(FIRST, 0, 10, true), new Duty(SECOND, 9, 10, true));
        RelayLine chosen = relays.withRoom().getFirst();
        begunToDrain(FIRST);
        takes(SECOND);

        assertThat(chosen).hasToString("relay-1");
        assertThat(orders.place(chosen, viewer(TO_DIAL))).isEqualTo(TICKET);
    }

    @Test
    void asDoesOneForARelayThatIsGone() {
        onDuty = List.of(new Duty(FIRST, 0, 10, true), new Duty(SECOND, 9, 10, true));
        takes(SECOND);

        assertThat(orders.place(relays.withRoom().getFirst(), viewer(TO_DIAL))).isEqualTo(TICKET);
    }

    @Test
    void whereAllDeclineThereIsNoSession() {
        onDuty = List.of(new Duty(FIRST, 0, 10, true), new Duty(SECOND, 9, 10, true));
        begunToDrain(FIRST);
        begunToDrain(SECOND);
        RelayLine chosen = relays.withRoom().getFirst();

        assertThatThrownBy(() -> orders.place(chosen, viewer(TO_DIAL))).isInstanceOf(RelayUnavailable.class);
    }

    @Test
    void aRelayThatMayHaveTakenItIsNotPassedOver() {
        onDuty = List.of(new Duty(FIRST, 0, 10, true), new Duty(SECOND, 9, 10, true));
        RelayLine chosen = relays.withRoom().getFirst();
        commands.subscribe(FIRST.addressed(AwaitViewer.class), command -> {
            throw new UncheckedIOException(new IOException("the answer is lost"));
        });
        takes(SECOND);

        assertThatThrownBy(() -> orders.place(chosen, viewer(TO_DIAL))).isInstanceOf(RelayUnavailable.class);
    }

    @Test
    void norIsTheOneThatHasTheStreamersConnection() {
        onDuty = List.of(new Duty(FIRST, 0, 10, true), new Duty(SECOND, 9, 10, true));
        RelayLine chosen = relays.withRoom().getFirst();
        begunToDrain(FIRST);
        takes(SECOND);

        assertThatThrownBy(() -> orders.place(chosen, viewer(DIALS_IN))).isInstanceOf(RelayUnavailable.class);
    }
}
