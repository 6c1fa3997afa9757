package retrace.relay.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import retrace.kernel.id.SessionId;
import retrace.kernel.recording.CloseReason;
import retrace.kernel.session.EndReason;
import retrace.kernel.session.SessionCommand.CloseSegment;
import retrace.kernel.session.SessionCommand.EndSession;
import retrace.kernel.session.SessionCommand.OpenSegment;
import retrace.kernel.session.SessionCommand.WarnExpiry;
import retrace.relay.recording.RecordingSettings;
import retrace.relay.rfb.Rectangle;
import retrace.relay.testing.AskedStreamer;
import retrace.relay.testing.RunningRelay;

/** How long sessions last, with seconds for hours. */
@Timeout(60)
class SessionTimeLimitTest {

    private static final Rectangle ALL = new Rectangle(0, 0, 64, 48);
    private static final Duration MAX = Duration.ofSeconds(3);
    private static final Duration WARNING = Duration.ofSeconds(2);

    @TempDir
    Path folder;

    private RunningRelay relay() {
        return new RunningRelay(
                folder, ExpiryBannerTest.limitedTo(MAX, WARNING, Duration.ofSeconds(10)), RecordingSettings.DEFAULT);
    }

    private static WatchingViewer show(
            RunningRelay relay, AskedStreamer streamer, SessionId session, int monitor, boolean recorded)
            throws Exception {
        WatchingViewer viewer = new WatchingViewer(
                relay.port(),
                relay.ticketFor(RunningRelay.viewerOf(session, monitor, streamer.port(), recorded, null)));
        viewer.offer(0).ask(false);
        streamer.asked();
        streamer.send(AskedStreamer.painted(ALL, 4, 7));
        viewer.next();
        viewer.ask(true);
        streamer.asked();
        return viewer;
    }

    @Test
    void aRecordedSessionIsWarnedAndThenEndedWithItsSegmentsClosed() throws Exception {
        try (RunningRelay relay = relay();
                AskedStreamer streamer = new AskedStreamer();
                WatchingViewer viewer = show(relay, streamer, SessionId.create(), 1, true)) {
            WarnExpiry warned = relay.reports().await(WarnExpiry.class);
            assertThat(warned.expiresAt()).isCloseTo(Instant.now().plus(WARNING), within(1, ChronoUnit.SECONDS));
            viewer.next(); // the banner

            EndSession end = relay.reports().awaitEnd();
            assertThat(end.reason()).isEqualTo(EndReason.MAX_DURATION);
            assertThat(end.detail()).isEqualTo("It had lasted 3 seconds, as long as a recorded session may.");
            assertThat(Instant.now()).isCloseTo(warned.expiresAt(), within(1, ChronoUnit.SECONDS));
            assertThat(viewer.read()).as("the connection is closed").isEqualTo(-1);
            assertThat(relay.reports().await(CloseSegment.class).segment().reason())
                    .isEqualTo(CloseReason.SESSION_ENDED);
            assertThat(relay.reports().all())
                    .extracting(report -> report.getClass().getSimpleName())
                    .containsExactly(
                            "OpenView", "OpenSegment", "WarnExpiry", "CloseView", "CloseSegment", "EndSession");
        }
    }

    @Test
    void aSessionThatIsNotRecordedLastsAsLongAsItLikes() throws Exception {
        try (RunningRelay relay = relay();
                AskedStreamer streamer = new AskedStreamer();
                WatchingViewer viewer = show(relay, streamer, SessionId.create(), 1, false)) {
            Thread.sleep(MAX.plusSeconds(1));
            assertThat(viewer.hasNothing()).isTrue();
            assertThat(relay.reports().all())
                    .extracting(report -> report.getClass().getSimpleName())
                    .containsExactly("OpenView");
            assertThat(relay.sessions().count()).isEqualTo(1);
        }
    }

    @Test
    void anotherMonitorDoesNotBeginAnewAndIsWarnedToo() throws Exception {
        SessionId session = SessionId.create();
        try (RunningRelay relay = relay();
                AskedStreamer left = new AskedStreamer();
                AskedStreamer right = new AskedStreamer();
                WatchingViewer first = show(relay, left, session, 1, true)) {
            Instant began = Instant.now();
            relay.reports().await(WarnExpiry.class);
            assertThat(first.next().only().area()).isNotEqualTo(ALL);
            try (WatchingViewer second = show(relay, right, session, 2, true)) {
                assertThat(second.next().only().area()).isNotEqualTo(ALL);
                assertThat(relay.reports().awaitNth(OpenSegment.class, 2).view().monitor())
                        .isEqualTo(2);
                assertThat(relay.reports().awaitEnd().reason()).isEqualTo(EndReason.MAX_DURATION);
                assertThat(Instant.now()).isBefore(began.plus(MAX).plusSeconds(1));
                assertThat(relay.reports().all(WarnExpiry.class)).hasSize(1);
                assertThat(second.read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void aSessionThatHasEndedIsNeitherWarnedNorEndedAgain() throws Exception {
        try (RunningRelay relay = relay();
                AskedStreamer streamer = new AskedStreamer()) {
            show(relay, streamer, SessionId.create(), 1, true).close();
            relay.reports().awaitEnd();
            Thread.sleep(MAX.plusMillis(500));
            assertThat(relay.reports().all(EndSession.class)).hasSize(1);
            assertThat(relay.reports().all(WarnExpiry.class)).isEmpty();
        }
    }

    @Test
    void theWarningComesWithinTheSession() {
        assertThatThrownBy(() ->
                        new TimeLimitSettings(Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofSeconds(10)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A recorded session lasts at most 5 minutes; the warning comes within that, not 5 minutes"
                        + " before its end.");
    }

    @ParameterizedTest
    @CsvSource({
        "PT24H, 24 hours",
        "PT1H, 1 hour",
        "PT90M, 90 minutes",
        "PT4M59.7S, 5 minutes",
        "PT4M10S, 5 minutes",
        "PT1M, 1 minute",
        "PT90S, 90 seconds",
        "PT0.2S, 1 second"
    })
    void timesAreSaidAsPeopleSayThem(Duration time, String words) {
        assertThat(TimeInWords.of(time)).isEqualTo(words);
    }
}
