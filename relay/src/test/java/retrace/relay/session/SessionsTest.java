package retrace.relay.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import retrace.kernel.endpoint.Reachability;
import retrace.kernel.endpoint.StreamerAddress;
import retrace.kernel.id.SessionId;
import retrace.kernel.recording.CloseReason;
import retrace.kernel.recording.ClosedSegment;
import retrace.kernel.recording.FrameRate;
import retrace.kernel.relay.RelayCommand.AwaitViewer;
import retrace.kernel.relay.RelayCommand.ChangeFrameRate;
import retrace.kernel.relay.RelayCommand.CloseSession;
import retrace.kernel.session.EndReason;
import retrace.kernel.session.SessionCommand.CloseSegment;
import retrace.kernel.session.SessionCommand.CloseView;
import retrace.kernel.session.SessionCommand.EndSession;
import retrace.kernel.session.SessionCommand.OpenSegment;
import retrace.kernel.session.SessionCommand.OpenView;
import retrace.relay.recording.RecordingSettings;
import retrace.relay.testing.RunningRelay;
import retrace.relay.testing.ScriptedStreamer;
import retrace.relay.testing.ScriptedViewer;

/** How sessions begin, go on and end, with peers that do as the test says. */
@Timeout(60)
class SessionsTest {

    @TempDir
    Path folder;

    private RunningRelay relay() {
        return new RunningRelay(folder);
    }

    private RunningRelay impatientRelay() {
        SessionSettings usual = SessionSettings.DEFAULT;
        return new RunningRelay(
                folder,
                new SessionSettings(
                        Duration.ofMillis(300),
                        usual.sessionsMax(),
                        usual.handshakesMax(),
                        3,
                        Duration.ofMillis(500),
                        usual.connectTime(),
                        Duration.ofMillis(300),
                        usual.streamerBufferBytes(),
                        usual.viewerBufferBytes(),
                        usual.closingTime(),
                        usual.timeLimit(),
                        usual.recordingAwayMax()),
                RecordingSettings.DEFAULT);
    }

    /** Paints when asked, and stays. */
    private static ScriptedStreamer painter() {
        return ScriptedStreamer.showing((in, out) -> {
            ScriptedStreamer.awaitRequest(in);
            ScriptedStreamer.paint(out, 0x204060);
            in.readAllBytes();
        });
    }

    private static AwaitViewer recorded(ScriptedStreamer streamer) {
        return RunningRelay.viewerOf(streamer.port(), true, null);
    }

    @Test
    void aSessionIsReportedFromItsViewToItsEnd() throws Exception {
        try (RunningRelay relay = relay();
                ScriptedStreamer streamer = painter()) {
            AwaitViewer request = recorded(streamer);
            try (ScriptedViewer viewer = new ScriptedViewer(relay.port())) {
                viewer.enter(relay.ticketFor(request)).ask();
                viewer.in().readFully(new byte[16 + 64 * 48 * 4]);
                relay.reports().await(OpenSegment.class);
            }
            EndSession end = relay.reports().awaitEnd();
            assertThat(end.reason()).isEqualTo(EndReason.TECHNICIAN_LEFT);
            assertThat(relay.reports().all())
                    .extracting(report -> report.getClass().getSimpleName())
                    .containsExactly("OpenView", "OpenSegment", "CloseView", "CloseSegment", "EndSession");
            CloseSegment closed = relay.reports().await(CloseSegment.class);
            assertThat(Files.exists(relay.file(closed.segment().object().name())))
                    .isTrue();
        }
    }

    @Test
    void aViewIsRecordedFromItsFirstPictureToItsEnd() throws Exception {
        try (RunningRelay relay = relay();
                ScriptedStreamer streamer = painter()) {
            try (ScriptedViewer viewer = new ScriptedViewer(relay.port())) {
                viewer.enter(relay.ticketFor(recorded(streamer))).ask();
                relay.reports().await(OpenSegment.class);
            }
            ClosedSegment segment = relay.reports().await(CloseSegment.class).segment();
            CloseView view = relay.reports().await(CloseView.class);

            Instant opened = relay.reports().await(OpenView.class).at();
            assertThat(view.firstPictureAt())
                    .isNotNull()
                    .isBetween(opened, segment.firstFrameAt().plusMillis(1));
            assertThat(segment.endedAt()).isEqualTo(view.at().truncatedTo(ChronoUnit.MILLIS));
        }
    }

    @Test
    void aViewThatNothingWasPaintedInHasNoFirstPicture() throws Exception {
        try (RunningRelay relay = relay();
                ScriptedStreamer streamer = painter()) {
            try (ScriptedViewer viewer = new ScriptedViewer(relay.port())) {
                viewer.enter(relay.ticketFor(recorded(streamer)));
                relay.reports().await(OpenView.class);
            }
            assertThat(relay.reports().await(CloseView.class).firstPictureAt()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"003.003", "003.007", "003.008", "003.889"})
    void theTicketOpensInEveryVersion(String version) throws Exception {
        try (RunningRelay relay = relay();
                ScriptedStreamer streamer = painter();
                ScriptedViewer viewer = new ScriptedViewer(relay.port())) {
            viewer.prove(version, relay.ticketFor(recorded(streamer)));
            assertThat(viewer.in().readInt()).isZero();
            viewer.out().write(1);
            assertThat(viewer.in().readShort()).isEqualTo((short) 64);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"003.003", "003.007", "003.008"})
    void aWrongTicketIsRefusedWithAReasonWhereThereIsRoomForOne(String version) throws Exception {
        try (RunningRelay relay = relay();
                ScriptedStreamer streamer = painter();
                ScriptedViewer viewer = new ScriptedViewer(relay.port())) {
            relay.ticketFor(recorded(streamer));
            viewer.prove(version, "WRONGONE");
            assertThat(viewer.in().readInt()).isEqualTo(1);
            if (version.equals("003.008")) {
                assertThat(viewer.reason()).contains("The ticket is wrong");
            }
            assertThat(viewer.in().read()).isEqualTo(-1);
        }
    }

    @Test
    void aTicketOpensOneConnection() throws Exception {
        try (RunningRelay relay = relay();
                ScriptedStreamer streamer = painter();
                ScriptedViewer first = new ScriptedViewer(relay.port());
                ScriptedViewer second = new ScriptedViewer(relay.port())) {
            String ticket = relay.ticketFor(recorded(streamer));
            first.enter(ticket);
            second.prove("003.008", ticket);
            assertThat(second.in().readInt()).isEqualTo(1);
        }
    }

    @Test
    void aTicketThatNobodyUsesEndsItsSession() throws Exception {
        try (RunningRelay relay = impatientRelay();
                ScriptedStreamer streamer = painter()) {
            relay.ticketFor(recorded(streamer));
            assertThat(relay.reports().awaitEnd().reason()).isEqualTo(EndReason.TICKET_EXPIRED);
        }
    }

    @Test
    void whoeverGuessesIsRefusedUnheard() throws Exception {
        try (RunningRelay relay = impatientRelay()) {
            for (int attempt = 0; attempt < 3; attempt++) {
                try (ScriptedViewer viewer = new ScriptedViewer(relay.port())) {
                    viewer.prove("003.008", "GUESS" + attempt);
                    assertThat(viewer.in().readInt()).isEqualTo(1);
                }
            }
            try (ScriptedViewer viewer = new ScriptedViewer(relay.port())) {
                viewer.greet("003.008");
                assertThat(viewer.in().readByte()).isZero();
                assertThat(viewer.reason()).contains("Too many wrong tickets");
            }
        }
    }

    @Test
    void aSilentViewerIsNotWaitedFor() throws Exception {
        try (RunningRelay relay = impatientRelay();
                ScriptedViewer viewer = new ScriptedViewer(relay.port())) {
            viewer.in().readFully(new byte[12]);
            assertThat(viewer.in().read()).isEqualTo(-1);
        }
    }

    record Refused(String name, ScriptedStreamer.Script script, String sentence) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Refused> streamersThatDoNotLetTheRelayIn() {
        byte[] greeting = "RFB 003.008\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        return Stream.of(
                new Refused("nonsense", (in, out) -> out.write(new byte[40]), "no VNC server"),
                new Refused("silence", (in, out) -> in.readAllBytes(), "said nothing"),
                new Refused(
                        "reason",
                        (in, out) -> {
                            out.write(greeting);
                            in.readFully(new byte[12]);
                            out.write(0);
                            out.writeInt(9);
                            out.write("too many!".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                        },
                        "refuses: too many!"),
                new Refused(
                        "a reason of 4 GB",
                        (in, out) -> {
                            out.write(greeting);
                            in.readFully(new byte[12]);
                            out.write(0);
                            out.writeInt(-1);
                            out.write(new byte[9000]);
                        },
                        "refuses: "),
                new Refused(
                        "unknown security",
                        (in, out) -> {
                            out.write(greeting);
                            in.readFully(new byte[12]);
                            out.write(new byte[] {2, 20, 21});
                            in.readAllBytes();
                        },
                        "security types 20, 21"),
                new Refused(
                        "a password that is not stored",
                        (in, out) -> {
                            out.write(greeting);
                            in.readFully(new byte[12]);
                            out.write(new byte[] {1, 2});
                            in.readAllBytes();
                        },
                        "none is stored"));
    }

    @ParameterizedTest
    @MethodSource("streamersThatDoNotLetTheRelayIn")
    void theTechnicianIsToldWhyAStreamerDoesNotLetTheRelayIn(Refused refused) throws Exception {
        try (RunningRelay relay = impatientRelay();
                ScriptedStreamer streamer = new ScriptedStreamer(refused.script());
                ScriptedViewer viewer = new ScriptedViewer(relay.port())) {
            viewer.prove("003.008", relay.ticketFor(recorded(streamer)));
            assertThat(viewer.in().readInt()).isEqualTo(1);
            assertThat(viewer.reason()).contains(refused.sentence());
            EndSession end = relay.reports().awaitEnd();
            assertThat(end.reason()).isEqualTo(EndReason.STREAMER_LEFT);
            assertThat(end.detail()).contains(refused.sentence());
        }
    }

    @ParameterizedTest
    @MethodSource("retrace.relay.session.BadStreamer#all")
    void aBadStreamerEndsItsOwnSessionAndWhatWasRecordedStays(BadStreamer bad) throws Exception {
        try (RunningRelay relay = relay();
                ScriptedStreamer good = painter();
                ScriptedStreamer streamer = bad.start();
                ScriptedViewer other = new ScriptedViewer(relay.port());
                ScriptedViewer viewer = new ScriptedViewer(relay.port())) {
            other.enter(relay.ticketFor(recorded(good)));
            AwaitViewer request = recorded(streamer);
            viewer.enter(relay.ticketFor(request)).ask();
            EndSession end = relay.reports().awaitEnd();
            assertThat(end.session()).isEqualTo(request.session());
            assertThat(end.reason()).isEqualTo(bad.reason());
            assertThat(end.detail()).endsWith(".");
            CloseSegment closed = relay.reports().await(CloseSegment.class);
            assertThat(closed.segment().frames()).isPositive();
            other.ask().in().readFully(new byte[16 + 64 * 48 * 4]);
        }
    }

    @Test
    void aBadViewerEndsItsOwnSession() throws Exception {
        try (RunningRelay relay = relay();
                ScriptedStreamer streamer = painter();
                ScriptedViewer viewer = new ScriptedViewer(relay.port())) {
            viewer.enter(relay.ticketFor(recorded(streamer)));
            viewer.out().write(new byte[] {6, 0, 0, 0, 127, -1, -1, -1});
            EndSession end = relay.reports().awaitEnd();
            assertThat(end.reason()).isEqualTo(EndReason.PROTOCOL_VIOLATION);
            assertThat(end.detail()).contains("clipboard of 2147483647 bytes");
        }
    }

    @Test
    void anotherMonitorIsAnotherSegmentOfTheSameSession() throws Exception {
        try (RunningRelay relay = relay();
                ScriptedStreamer left = painter();
                ScriptedStreamer right = painter();
                ScriptedViewer first = new ScriptedViewer(relay.port());
                ScriptedViewer second = new ScriptedViewer(relay.port())) {
            SessionId session = SessionId.create();
            first.enter(relay.ticketFor(RunningRelay.viewerOf(session, 1, left.port(), true, null)))
                    .ask();
            relay.reports().await(OpenSegment.class);
            second.enter(relay.ticketFor(RunningRelay.viewerOf(session, 2, right.port(), true, null)))
                    .ask();
            CloseSegment closed = relay.reports().await(CloseSegment.class);
            assertThat(closed.segment().reason()).isEqualTo(CloseReason.MONITOR_SWITCHED);
            assertThat(relay.reports().awaitNth(OpenSegment.class, 2).view().monitor())
                    .isEqualTo(2);
            second.close();
            assertThat(relay.reports().awaitEnd().session()).isEqualTo(session);
            CloseSegment last = relay.reports().awaitNth(CloseSegment.class, 2);
            assertThat(last.segment().previousSha256())
                    .isEqualTo(closed.segment().object().sha256());
        }
    }

    @Test
    void aViewerThatLeavesWithAFreshTicketOpenMayComeBack() throws Exception {
        try (RunningRelay relay = relay();
                ScriptedStreamer streamer = painter();
                ScriptedViewer first = new ScriptedViewer(relay.port());
                ScriptedViewer second = new ScriptedViewer(relay.port())) {
            AwaitViewer request = recorded(streamer);
            first.enter(relay.ticketFor(request)).ask();
            relay.reports().await(OpenSegment.class);
            String fresh = relay.ticketFor(request);
            first.close();
            relay.reports().await(CloseSegment.class);
            second.enter(fresh).ask();
            relay.reports().awaitNth(OpenView.class, 2);
            assertThat(relay.reports().all(EndSession.class)).isEmpty();
        }
    }

    @Test
    void anotherFrameRateIsAnotherView() throws Exception {
        try (RunningRelay relay = relay();
                ScriptedStreamer streamer = painter();
                ScriptedViewer viewer = new ScriptedViewer(relay.port())) {
            AwaitViewer request = recorded(streamer);
            viewer.enter(relay.ticketFor(request)).ask();
            relay.reports().await(OpenSegment.class);
            relay.sessions().changeFrameRate(new ChangeFrameRate(request.session(), new FrameRate(5)));
            assertThat(relay.reports().awaitNth(OpenView.class, 2).view().frameRate())
                    .isEqualTo(new FrameRate(5));
            assertThat(relay.reports().await(CloseSegment.class).segment().reason())
                    .isEqualTo(CloseReason.FRAME_RATE_CHANGED);
        }
    }

    @Test
    void aSessionIsEndedByRequestOnce() throws Exception {
        try (RunningRelay relay = relay();
                ScriptedStreamer streamer = painter();
                ScriptedViewer viewer = new ScriptedViewer(relay.port())) {
            AwaitViewer request = recorded(streamer);
            viewer.enter(relay.ticketFor(request));
            CloseSession close = new CloseSession(request.session(), EndReason.ENDED_BY_REQUEST, "Ada ended it.");
            relay.sessions().close(close);
            relay.sessions().close(close);
            assertThat(viewer.in().read()).isEqualTo(-1);
            assertThat(relay.reports().awaitEnd().detail()).isEqualTo("Ada ended it.");
            relay.close();
            assertThat(relay.reports().all(EndSession.class)).hasSize(1);
        }
    }

    @Test
    void aRelayThatIsStoppedClosesItsSegmentsFirst() throws Exception {
        try (RunningRelay relay = relay();
                ScriptedStreamer streamer = painter();
                ScriptedViewer viewer = new ScriptedViewer(relay.port())) {
            viewer.enter(relay.ticketFor(recorded(streamer))).ask();
            relay.reports().await(OpenSegment.class);
            relay.close();
            assertThat(relay.reports().all())
                    .extracting(report -> report.getClass().getSimpleName())
                    .endsWith("CloseSegment", "EndSession");
            assertThat(relay.reports().awaitEnd().reason()).isEqualTo(EndReason.RELAY_STOPPED);
        }
    }

    @Test
    void aProbeSaysWhatIsThere() throws IOException {
        try (RunningRelay relay = impatientRelay();
                ScriptedStreamer streamer = painter();
                ScriptedStreamer silent = new ScriptedStreamer((in, out) -> in.readAllBytes())) {
            assertThat(relay.dialler().probe(new StreamerAddress("127.0.0.1", streamer.port())))
                    .isEqualTo(new Reachability.Reachable("3.8"));
            assertThat(relay.dialler().probe(new StreamerAddress("127.0.0.1", silent.port())))
                    .isEqualTo(new Reachability.Unreachable("it took the connection and then said nothing"));
            assertThat(relay.dialler().probe(new StreamerAddress("127.0.0.1", 1)))
                    .isEqualTo(new Reachability.Unreachable("the connection was refused"));
        }
    }
}
