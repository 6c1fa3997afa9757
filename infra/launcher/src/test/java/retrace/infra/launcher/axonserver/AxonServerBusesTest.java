package retrace.infra.launcher.axonserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.commandhandling.distributed.CommandBusConnectorCommunicationException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.queryhandling.NoHandlerForQueryException;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.UnknownSerializedType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import retrace.command.CommandRefused;
import retrace.kernel.id.SessionId;
import retrace.kernel.relay.DialInAddress;
import retrace.kernel.relay.RelayCommand.RefuseViewer;
import retrace.kernel.relay.RelayName;
import retrace.kernel.relay.Ticket;
import retrace.kernel.relay.WhereStreamersDialIn;

/** Processes of a fleet as they talk to each other by the library's connector, with a server that stands in between. */
@Execution(ExecutionMode.CONCURRENT)
@SuppressWarnings("NullAway.Init") // started by each test
class AxonServerBusesTest {

    private static final RefuseViewer COMMAND = new RefuseViewer(SessionId.create(), "Not today.");
    private static final String NAME = RefuseViewer.class.getName();
    private static final Ticket TICKET =
            new Ticket("abcd1234", Instant.parse("2026-11-24T08:00:00Z"), "relay.example", 5970, "/relay/websocket");

    private AxonServerStandIn server;
    private ServerProcess sender;
    private ServerProcess handler;

    @BeforeEach
    void start() throws IOException {
        server = AxonServerStandIn.start();
        sender = new ServerProcess("command-side", server.port());
        handler = new ServerProcess("relay", server.port());
    }

    @AfterEach
    void stop() throws InterruptedException {
        sender.close();
        handler.close();
        server.close();
    }

    @Test
    void aCommandReachesTheProcessThatHandlesItAndItsAnswerComesBack() throws Exception {
        handler.commands().subscribe(NAME, command -> {
            assertThat(command.getPayload()).isEqualTo(COMMAND);
            return TICKET;
        });
        server.awaitHandler(NAME);

        assertThat(sender.send(COMMAND)).isEqualTo(TICKET);
    }

    @Test
    void aCommandThatIsAddressedReachesThatRelayAlone() throws Exception {
        String addressed = new RelayName("relay-2").addressed(RefuseViewer.class);
        AtomicInteger wrong = new AtomicInteger();
        handler.commands().subscribe(NAME, command -> wrong.incrementAndGet());
        handler.commands().subscribe(addressed, command -> TICKET);
        server.awaitHandler(addressed);

        assertThat(sender.send(addressed, COMMAND)).isEqualTo(TICKET);
        assertThat(wrong).hasValue(0);
    }

    @Test
    void aSenderInATransactionHasItsCommandHandledInIt() throws Exception {
        Thread sending = Thread.currentThread();
        sender.commands().subscribe(NAME, command -> Thread.currentThread() == sending);
        server.awaitHandler(NAME);

        assertThat(sender.send(COMMAND)).isEqualTo(false);
        TransactionSynchronizationManager.setActualTransactionActive(true);
        try {
            assertThat(sender.send(COMMAND)).isEqualTo(true);
        } finally {
            TransactionSynchronizationManager.setActualTransactionActive(false);
        }
    }

    @Test
    void nobodyThereIsSaidAsInOneProcess() {
        assertThatThrownBy(() -> sender.send(COMMAND)).hasCauseInstanceOf(NoHandlerForCommandException.class);
        assertThatThrownBy(() -> sender.ask(new WhereStreamersDialIn(), DialInAddress.class))
                .hasCauseInstanceOf(NoHandlerForQueryException.class);
    }

    static Stream<RuntimeException> failures() {
        return Stream.of(
                new CommandRefused("UNKNOWN_SESSION", "There is no such session."),
                new AggregateNotFoundException("session-1", "it is not there"),
                new ConcurrencyException("two met"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureArrivesAsWhatItIs(RuntimeException failure) {
        handler.commands().subscribe(NAME, command -> {
            throw failure;
        });
        server.awaitHandler(NAME);

        assertThatThrownBy(() -> sender.send(COMMAND))
                .cause()
                .isInstanceOf(failure.getClass())
                .hasMessage(failure.getMessage());
    }

    @Test
    void aRefusalKeepsItsCode() {
        handler.commands().subscribe(NAME, command -> {
            throw new CommandRefused("UNKNOWN_SESSION", "There is no such session.");
        });
        server.awaitHandler(NAME);

        assertThatThrownBy(() -> sender.send(COMMAND))
                .cause()
                .isInstanceOfSatisfying(
                        CommandRefused.class,
                        refused -> assertThat(CommandRefused.reasonOf(refused))
                                .hasValue(new CommandRefused.Reason("UNKNOWN_SESSION", "There is no such session.")));
    }

    @Test
    void aQueryIsAnsweredByAnotherProcess() throws Exception {
        DialInAddress address = new DialInAddress("relay.example", 5500);
        handler.queries()
                .<DialInAddress>subscribe(WhereStreamersDialIn.class.getName(), DialInAddress.class, query -> address);
        server.awaitHandler(WhereStreamersDialIn.class.getName());

        assertThat(sender.ask(new WhereStreamersDialIn(), DialInAddress.class)).isEqualTo(address);
    }

    /** Of a type that no other part knows. */
    private record OfOnePart(Object asked) {}

    @Test
    void whatAPartAsksOfItselfStaysInIt() throws Exception {
        OfOnePart asked = new OfOnePart(new Object());
        sender.commands().subscribe(OfOnePart.class.getName(), command -> ((OfOnePart) command.getPayload()).asked());

        assertThat(sender.send(asked)).isSameAs(asked.asked());
    }

    @Test
    void aMessageOfATypeThatIsNotKnownIsAnsweredAndHoldsNothingUp() {
        String name = "retrace.kernel.OfALaterVersion";
        handler.commands().subscribe(name, command -> {
            throw new IllegalStateException("it is " + command.getPayloadType());
        });
        server.awaitHandler(name);

        assertThatThrownBy(() -> sender.send(name, new OfOnePart("what")))
                .cause()
                .hasMessageContaining(UnknownSerializedType.class.getName());
    }

    @Test
    void aServerThatIsLostIsSaidAsAnotherProcessThatIs() throws Exception {
        handler.commands().subscribe(NAME, command -> TICKET);
        server.awaitHandler(NAME);
        assertThat(sender.send(COMMAND)).isEqualTo(TICKET);

        server.close();

        assertThatThrownBy(() -> sender.send(COMMAND))
                .hasCauseInstanceOf(CommandBusConnectorCommunicationException.class);
    }

    @Test
    void onlyTypesOfTheKernelAreMadeOfWhatComes() {
        SimpleSerializedObject<String> foreign =
                new SimpleSerializedObject<>("\"http://x\"", String.class, "java.net.URL", null);

        assertThat(MessageSerializer.create().<String, Object>deserialize(foreign))
                .isInstanceOf(UnknownSerializedType.class);
    }
}
