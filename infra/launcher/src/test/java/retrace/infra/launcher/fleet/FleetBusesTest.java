package retrace.infra.launcher.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.queryhandling.NoHandlerForQueryException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import retrace.command.CommandRefused;
import retrace.infra.postgres.EmbeddedDatabase;
import retrace.kernel.id.SessionId;
import retrace.kernel.relay.DialInAddress;
import retrace.kernel.relay.RelayCommand.AwaitViewer;
import retrace.kernel.relay.RelayCommand.RefuseViewer;
import retrace.kernel.relay.RelayName;
import retrace.kernel.relay.Ticket;
import retrace.kernel.relay.WhereStreamersDialIn;

/** Processes of a fleet as they talk to each other over HTTP, each as in a process of its own, on a real PostgreSQL. */
@SuppressWarnings("NullAway.Init") // started by each test
class FleetBusesTest {

    private static final RefuseViewer COMMAND = new RefuseViewer(SessionId.create(), "Not today.");
    private static final Ticket TICKET =
            new Ticket("abcd1234", Instant.parse("2026-11-24T08:00:00Z"), "relay.example", 5970, "/relay/websocket");

    @TempDir
    private static Path folder;

    private static EmbeddedDatabase postgres;
    private static DataSource database;

    private FleetProcess sender;
    private FleetProcess one;
    private FleetProcess other;

    @BeforeAll
    static void startPostgres() throws IOException {
        postgres = EmbeddedDatabase.start(folder);
        database = new DriverManagerDataSource(postgres.jdbcUrl());
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void makeProcesses() {
        sender = new FleetProcess("command-side", database);
        one = new FleetProcess("relay", database);
        other = new FleetProcess("relay", database);
    }

    @AfterEach
    void stop() {
        sender.close();
        one.close();
        other.close();
    }

    @Test
    void aCommandReachesTheProcessThatHandlesItAndItsAnswerComesBack() throws Exception {
        one.commands().subscribe(RefuseViewer.class.getName(), command -> {
            assertThat(command.getPayload()).isEqualTo(COMMAND);
            return TICKET;
        });
        start(one, sender);

        assertThat(sender.send(COMMAND)).isEqualTo(TICKET);
    }

    @Test
    void aCommandThatIsAddressedReachesThatProcessAlone() throws Exception {
        RelayName addressee = new RelayName("relay-2");
        AtomicInteger wrong = new AtomicInteger();
        one.commands()
                .subscribe(new RelayName("relay-1").addressed(RefuseViewer.class), command -> wrong.incrementAndGet());
        other.commands().subscribe(addressee.addressed(RefuseViewer.class), command -> TICKET);
        start(one, other, sender);

        for (int time = 0; time < 5; time++) {
            assertThat(sender.send(addressee.addressed(RefuseViewer.class), COMMAND))
                    .isEqualTo(TICKET);
        }
        assertThat(wrong).hasValue(0);
    }

    @Test
    void whatAProcessHandlesItselfItSendsNobody() throws Exception {
        AtomicInteger elsewhere = new AtomicInteger();
        one.commands().subscribe(RefuseViewer.class.getName(), command -> elsewhere.incrementAndGet());
        sender.commands().subscribe(RefuseViewer.class.getName(), command -> TICKET);
        start(one, sender);

        assertThat(sender.send(COMMAND)).isEqualTo(TICKET);
        assertThat(elsewhere).hasValue(0);
    }

    @Test
    void whereOneProcessIsGoneWithoutAWordTheNextIsAsked() throws Exception {
        one.commands().subscribe(RefuseViewer.class.getName(), command -> null);
        other.commands().subscribe(RefuseViewer.class.getName(), command -> TICKET);
        start(one, other, sender);
        one.vanish();

        for (int time = 0; time < 4; time++) {
            assertThat(sender.send(COMMAND)).isEqualTo(TICKET);
        }
    }

    @Test
    void nobodyThereIsSaidAsInOneProcess() throws Exception {
        start(sender);

        assertThatThrownBy(() -> sender.send(COMMAND)).hasCauseInstanceOf(NoHandlerForCommandException.class);
        assertThatThrownBy(() -> sender.ask(new WhereStreamersDialIn(), DialInAddress.class))
                .hasCauseInstanceOf(NoHandlerForQueryException.class);
    }

    @Test
    void aProcessThatComesLaterIsFound() throws Exception {
        one.commands().subscribe(RefuseViewer.class.getName(), command -> TICKET);
        start(sender);
        assertThatThrownBy(() -> sender.send(COMMAND)).isInstanceOf(ExecutionException.class);

        start(one);
        TimeUnit.MILLISECONDS.sleep(250); // the table is not looked at more often than that

        assertThat(sender.send(COMMAND)).isEqualTo(TICKET);
    }

    static Stream<RuntimeException> failures() {
        return Stream.of(
                new CommandRefused("UNKNOWN_SESSION", "There is no such session."),
                new AggregateNotFoundException("session-1", "it is not there"),
                new ConcurrencyException("two met"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureArrivesAsWhatItIs(RuntimeException failure) throws Exception {
        one.commands().subscribe(RefuseViewer.class.getName(), command -> {
            throw failure;
        });
        start(one, sender);

        assertThatThrownBy(() -> sender.send(COMMAND))
                .cause()
                .isInstanceOf(failure.getClass())
                .hasMessage(failure.getMessage());
    }

    @Test
    void aQueryIsAskedOfWhoeverAnswersAndOfTheNextWhereOneIsGone() throws Exception {
        DialInAddress address = new DialInAddress("relay.example", 5500);
        for (FleetProcess relay : Set.of(one, other)) {
            relay.queries()
                    .<DialInAddress>subscribe(
                            WhereStreamersDialIn.class.getName(), DialInAddress.class, query -> address);
        }
        start(one, other, sender);
        one.vanish();

        for (int time = 0; time < 4; time++) {
            assertThat(sender.ask(new WhereStreamersDialIn(), DialInAddress.class))
                    .isEqualTo(address);
        }
    }

    @Test
    void whoDoesNotKnowTheKeyIsTurnedAway() throws Exception {
        one.commands().subscribe(AwaitViewer.class.getName(), command -> TICKET);
        start(one);

        try (HttpClient stranger = HttpClient.newHttpClient()) {
            HttpResponse<Void> answer = stranger.send(
                    HttpRequest.newBuilder(URI.create(one.address() + FleetServer.PATH))
                            .header("Authorization", "Bearer something-else-that-is-as-long-as-a-key")
                            .POST(HttpRequest.BodyPublishers.ofString("{}"))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            assertThat(answer.statusCode()).isEqualTo(401);
        }
    }

    @Test
    void onlyTypesOfTheKernelAreMadeOfWhatComes() {
        WireForm form = new WireForm();
        WireAnswer foreign = new WireAnswer("java.net.URL", new TextNode("http://x"), null);

        assertThatThrownBy(() -> form.value(foreign))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("java.net.URL");
    }

    private static void start(FleetProcess... processes) throws IOException {
        for (FleetProcess process : processes) {
            process.start();
        }
    }

    static FleetProperties properties() {
        return new FleetProperties(
                "127.0.0.1",
                0,
                null,
                "a-key-for-tests-0123456789-0123456789",
                null,
                false,
                Duration.ofMillis(500),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10));
    }
}
