package retrace.relay.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import retrace.kernel.id.EndpointId;
import retrace.kernel.recording.CloseReason;
import retrace.kernel.relay.IdentifyStreamer;
import retrace.kernel.relay.RelayCommand.AwaitViewer;
import retrace.kernel.relay.RelaysOnDuty.Duty;
import retrace.kernel.relay.StreamerIdentity;
import retrace.kernel.session.EndReason;
import retrace.kernel.session.SessionCommand.CloseSegment;
import retrace.kernel.session.SessionCommand.EndSession;
import retrace.kernel.session.SessionCommand.OpenSegment;
import retrace.relay.testing.DiallingStreamer;
import retrace.relay.testing.LeaseBook;
import retrace.relay.testing.RunningRelay;
import retrace.relay.testing.ScriptedStreamer;
import retrace.relay.testing.ScriptedViewer;

/** One of several relays that is told to stop, in the order in which its services are stopped. */
@SuppressWarnings("NullAway.Init") // started before each test
@Timeout(60)
class DrainingRelayTest {

    private static final String NUMBER = "123456789";
    private static final int PICTURE_BYTES = 16 + 64 * 48 * 4;

    @TempDir
    Path folder;

    private RunningRelay relay;
    private ScriptedStreamer streamer;
    private RelayService viewers;
    private StreamerService streamers;
    private DutyService duty;

    @BeforeEach
    void start() {
        LeaseBook.empty();
        relay = new RunningRelay(folder);
        streamer = ScriptedStreamer.showing((in, out) -> {
            ScriptedStreamer.awaitRequest(in);
            ScriptedStreamer.paint(out, 0x204060);
            in.readAllBytes();
        });
        streamers = new StreamerService(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                "localhost",
                relay.streamerReception(),
                relay.waiting());
    }

    @AfterEach
    void stop() throws IOException {
        duty.stop();
        viewers.stop();
        streamer.close();
        relay.close();
    }

    private void onDuty(Duration drainMax) {
        RelayProperties properties = new Binder(new MapConfigurationPropertySource(Map.of(
                        "retrace.relay.name", "relay-1",
                        "retrace.relay.link-key", "a2V5",
                        "retrace.relay.viewer-port", "0",
                        "retrace.relay.drain-max", drainMax.toMillis() + "ms")))
                .bind("retrace.relay", RelayProperties.class)
                .get();
        viewers = new RelayService(properties, relay.sessions(), relay.reception());
        duty = new DutyService("a", properties, LeaseBook.roster(), relay.sessions(), streamers);
        viewers.start();
        streamers.start();
        duty.start();
    }

    /** As Spring stops them: sessions are ended when their time to go on is over. */
    private Thread toldToStop() {
        return Thread.ofVirtual().start(() -> {
            duty.stop();
            viewers.stop();
        });
    }

    private AwaitViewer recorded() {
        return RunningRelay.viewerOf(streamer.port(), true, null);
    }

    private ScriptedViewer watching(AwaitViewer request) throws IOException {
        ScriptedViewer viewer = new ScriptedViewer(viewers.port());
        viewer.enter(relay.ticketFor(request)).ask();
        viewer.in().readFully(new byte[PICTURE_BYTES]);
        return viewer;
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it is waited for").isLessThan(end);
            Thread.sleep(10);
        }
    }

    private static boolean isDraining() {
        return LeaseBook.roster().present().stream().noneMatch(Duty::hasRoom);
    }

    @Test
    void itTakesNoNewSessionsAndThoseThatRunGoOnToTheirOwnEnd() throws Exception {
        onDuty(Duration.ofMinutes(10));
        assertThat(isDraining()).isFalse();
        AwaitViewer running = recorded();
        try (ScriptedViewer first = watching(running)) {
            Thread stopping = toldToStop();
            await(DrainingRelayTest::isDraining);

            assertThat(LeaseBook.roster().present()).hasSize(1);
            assertThatThrownBy(() -> relay.ticketFor(recorded()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("being stopped");
            try (ScriptedViewer next = watching(running)) { // another view of the session that runs
                assertThat(relay.sessions().count()).isEqualTo(1);
                assertThat(relay.reports().all()).noneMatch(report -> report instanceof EndSession);
            }
            stopping.join();
        }
        assertThat(relay.reports().awaitEnd().reason()).isEqualTo(EndReason.TECHNICIAN_LEFT);
        assertThat(LeaseBook.roster().present()).isEmpty();
    }

    @Test
    void whatRunsLongerThanTheLimitIsEndedWithItsSegmentsClosed() throws Exception {
        Duration limit = Duration.ofSeconds(1);
        onDuty(limit);
        try (ScriptedViewer viewer = watching(recorded())) {
            relay.reports().await(OpenSegment.class);
            long toldAt = System.nanoTime();

            toldToStop().join();

            assertThat(Duration.ofNanos(System.nanoTime() - toldAt)).isGreaterThanOrEqualTo(limit);
            assertThat(relay.reports().awaitEnd().reason()).isEqualTo(EndReason.RELAY_STOPPED);
            CloseSegment closed = relay.reports().await(CloseSegment.class);
            assertThat(closed.segment().reason()).isEqualTo(CloseReason.SESSION_ENDED);
            assertThat(relay.file(closed.segment().object().name()))
                    .hasSize(closed.segment().object().sizeBytes());
            assertThat(Files.exists(relay.file(closed.segment().object().name())))
                    .isTrue();
            assertThat(viewer.in().read()).as("the viewer's connection").isNegative();
        }
        assertThat(LeaseBook.roster().present()).isEmpty();
    }

    @Test
    void streamersThatWaitAreSentAwayAndNoMoreAreLetIn() throws Exception {
        relay.numbers()
                .add(
                        new IdentifyStreamer.ByNumber(NUMBER),
                        new StreamerIdentity.Known(new EndpointId("endpoint-" + new UUID(0, 7)), null, null));
        onDuty(Duration.ofMinutes(10));
        int port = streamers.dialInAddress().port();
        try (ScriptedViewer running = watching(recorded());
                DiallingStreamer waiting = new DiallingStreamer(port)
                        .say(DiallingStreamer.id(NUMBER))
                        .greet()) {
            await(() -> relay.waiting().count() == 1);
            Thread stopping = toldToStop();

            assertThat(waiting.isTurnedAway()).isTrue();
            await(() -> relay.waiting().count() == 0);
            assertThatThrownBy(() -> new DiallingStreamer(port).close()).isInstanceOf(IOException.class);
            assertThat(stopping.isAlive())
                    .as("it goes on for the session's sake")
                    .isTrue();
            assertThat(relay.sessions().count()).isEqualTo(1);
            running.close();
            stopping.join();
        }
    }
}
