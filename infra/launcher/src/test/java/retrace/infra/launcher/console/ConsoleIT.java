package retrace.infra.launcher.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import retrace.infra.launcher.testing.DataUrl;
import retrace.infra.launcher.up.NewAccount;
import retrace.infra.streamer.screen.Area;
import retrace.infra.streamer.screen.FrameCounter;
import tools.jackson.databind.JsonNode;

/** What a newcomer does with the console and the demo desktop, in a real browser. */
@ResourceLock(Walk.SHARED)
class ConsoleIT {

    private static final String DEMO = "Demo desktop";
    /** The buttons that the demo desktop draws on its bar, from the right edge. */
    private static final int TURN_FROM_RIGHT = 340;

    private static final int PAUSE_FROM_RIGHT = 200;
    private static final int BAR_MIDDLE = 20;
    /** Where the demo desktop has its notes. */
    private static final Rectangle NOTES = new Rectangle(20, 40, 600, 450);

    @RegisterExtension
    final Walk walk = new Walk();

    @Test
    void aDesktopIsLiveAndTakesMouseAndKeyboard() {
        Console console = walk.signIn("demo-owner");
        console.screenshot("computers");
        Desktop desktop = console.connect(DEMO).awaitPaintings(5);
        assertThat(Arrays.stream(DataUrl.pixels(desktop.picture())).distinct().count())
                .as("colours of the desktop")
                .isGreaterThan(20);
        desktop.screenshot("live");

        desktop.click(desktop.picture().getWidth() - PAUSE_FROM_RIGHT, BAR_MIDDLE);
        BufferedImage before = awaitStandstill(desktop);
        desktop.type("Written in the console");
        Desktop.await("what was typed")
                .until(() -> !difference(before, desktop.picture()).isEmpty());
        BufferedImage after = awaitStandstill(desktop);
        assertThat(NOTES.contains(difference(before, after)))
                .as("only the notes changed, in %s", difference(before, after))
                .isTrue();
        desktop.screenshot("typed");

        desktop.press("F3");
        desktop.awaitPaintings(3).disconnect();
    }

    @Test
    void whatTheTechnicianDoesIsSeenByOthersAndSplitsTheRecording() throws Exception {
        Console console = walk.signIn("demo-owner");
        Console active = console.activeSessions();
        assertThat(active.page().getByText("No session is running")).isVisible();
        active.page().evaluate("() => { window.neverLoadedAgain = true; }");

        Desktop desktop = console.connect(DEMO).awaitPaintings(15);
        Locator row = active.page().getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(DEMO));
        assertThat(row).containsText("Demo owner");
        assertThat(row).containsText("Recording now");
        active.screenshot("running");
        desktop.changeFrameRate(30);
        assertThat(row).containsText("30 frames a second");
        desktop.awaitPaintings(15).switchMonitor(2);
        assertThat(row).containsText("Monitor 2");
        desktop.awaitPaintings(15).screenshot("second-monitor");
        desktop.disconnect();
        assertThat(row).hasCount(0);
        assertThat(active.page().getByText("No session is running")).isVisible();
        assertThat(active.page().evaluate("() => window.neverLoadedAgain")).isEqualTo(true);

        console.sessions();
        Recordings recordings = console.recordings(DEMO).awaitPlayable(3);
        assertThat(recordings.dialog()).containsText("Recorded: 100 %");
        console.screenshot("recordings");
        assertThat(recordings.ofMonitor(1))
                .satisfiesExactly(
                        first ->
                                assertThat(first).contains("Frame rate changed").contains("10 frames a second"),
                        second ->
                                assertThat(second).contains("Monitor switched").contains("30 frames a second"));
        assertThat(recordings.ofMonitor(2))
                .singleElement()
                .asString()
                .contains("Session ended")
                .contains("30 frames a second");
        JsonNode session = console.newestSession();
        console.page().setViewportSize(1280, 960); // room for the player and the list
        assertPlays(recordings, console.recordingsOf(session));
        assertTogetherAsLongAs(session, console.recordingsOf(session));
        assertThat(console.coverageOf(session).path("percent").asDouble())
                .as("per cent of it are recorded, though monitor and frame rate were changed")
                .isEqualTo(100);
        recordings.close();
        assertTellsWhatHappened(console);
    }

    /** The session, its recordings, and that they were played just now. */
    private static void assertTellsWhatHappened(Console console) {
        Locator timeline = console.timeline(DEMO);
        Locator entries = timeline.getByRole(AriaRole.LISTITEM);
        assertThat(entries.filter(new Locator.FilterOptions().setHasText("Session admitted")))
                .containsText("Demo owner");
        assertThat(entries.filter(new Locator.FilterOptions().setHasText("Desktop shown")))
                .hasCount(3);
        assertThat(entries.filter(new Locator.FilterOptions().setHasText("Recording finished")))
                .hasCount(3);
        assertThat(timeline).containsText("monitor switched");
        assertThat(timeline).containsText("100.00 % of what was shown is recorded");
        assertThat(timeline).containsText("May play a recording, Demo owner");
        console.screenshot("timeline");
    }

    @Test
    void turningTheScreenBeginsARecordingOfThatShape() {
        Console console = walk.signIn("demo-owner");
        Desktop desktop = console.connect(DEMO).awaitPaintings(5);

        desktop.click(1280 - TURN_FROM_RIGHT, BAR_MIDDLE);
        desktop.awaitSize(800, 1280);
        desktop.awaitPaintings(5).screenshot("portrait");
        desktop.click(800 - TURN_FROM_RIGHT, BAR_MIDDLE);
        desktop.awaitSize(1280, 800);
        desktop.awaitPaintings(5).disconnect();

        console.sessions();
        Recordings recordings = console.recordings(DEMO).awaitPlayable(3);
        assertThat(recordings.ofMonitor(1))
                .satisfiesExactly(
                        first -> assertThat(first).contains("1280 × 800").contains("Orientation changed"),
                        second -> assertThat(second).contains("800 × 1280").contains("Orientation changed"),
                        third -> assertThat(third).contains("1280 × 800").contains("Session ended"));
        recordings.play(1);
        assertThat(recordings.number("videoWidth")).isEqualTo(800);
        assertThat(recordings.number("videoHeight")).isEqualTo(1280);
        recordings.screenshot("portrait-plays");
    }

    @Test
    void aMemberWorksAndIsNotShownWhatOnlyOwnersMay() {
        Console console = walk.signIn("demo-member");
        assertThat(console.button("Add computer")).hasCount(0);
        assertThat(console.button("Retire " + DEMO)).hasCount(0);
        console.screenshot("computers");
        console.connect(DEMO).awaitPaintings(5).disconnect();

        console.sessions();
        Recordings recordings = console.recordings(DEMO);
        assertThat(recordings.dialog().getByText("Session ended")).isVisible();
        assertThat(recordings.dialog().getByText("Ready", new Locator.GetByTextOptions().setExact(true)))
                .isVisible();
        recordings.awaitPlayable(0);
        assertThat(recordings.dialog().getByRole(AriaRole.BUTTON)).hasCount(1); // closes it
        recordings.screenshot("recordings");

        recordings.close();
        assertThat(console.timeline(DEMO)).containsText("Who asked for recordings and watched them is shown to owners");

        JsonNode session = console.newestSession();
        String segment = console.recordingsOf(session).get(0).path("segment").asString();
        assertThat(statusOfPost(
                        console,
                        "/api/segments/" + segment + "/links",
                        Map.of("session", session.path("session").asString(), "purpose", "PLAY")))
                .isEqualTo(403);
        assertThat(statusOfPost(
                        console,
                        "/api/endpoints",
                        Map.of(
                                "name", "Till",
                                "platform", "LINUX",
                                "accessKind", "UNATTENDED",
                                "monitors", List.of(Map.of("name", "Main", "host", "127.0.0.1", "port", 5901)))))
                .isEqualTo(403);
    }

    @Test
    void everythingCanBeReachedWithTheKeyboardAlone() {
        Console console = walk.open();
        Keyboard keyboard = new Keyboard(console.page());
        NewAccount owner = walk.account("demo-owner");
        keyboard.awaitFocus("Username")
                .type(owner.signInName())
                .press("Tab")
                .type(owner.password())
                .press("Enter");
        keyboard.tabTo("Connect to " + DEMO).press("Enter");

        Desktop desktop =
                new Desktop(console.page(), walk.scenario()).awaitLive().awaitPaintings(3);
        keyboard.leaveDesktop("Monitor");
        console.screenshot("toolbar");
        keyboard.tabTo("Disconnect").press("Enter");
        assertThat(console.page().getByText("You ended this session.")).isVisible();
        desktop.screenshot("ended");
        keyboard.tabTo("Back to the computers").press("Enter");
        assertThat(console.heading("Computers")).isVisible();

        keyboard.tabTo("Sessions").press("Enter");
        assertThat(console.heading("Sessions")).isVisible();
        keyboard.tabTo("Recordings of " + DEMO).press("Enter");
        Recordings recordings = new Recordings(console.page(), walk.scenario()).awaitPlayable(1);
        keyboard.tabTo("Play ");
        console.screenshot("recordings");
        keyboard.press("Escape");
        assertThat(recordings.dialog()).hasCount(0);
        assertThat(keyboard.focused()).startsWith("Recordings of " + DEMO);
    }

    /** The second recording plays, seeks, and is had as a file. */
    private static void assertPlays(Recordings recordings, JsonNode segments) throws Exception {
        double seconds = Moments.seconds(segments.get(1), "firstFrameAt", "endedAt");
        recordings.play(1);
        assertThat(recordings.isBroken()).isFalse();
        assertThat(recordings.number("duration")).isCloseTo(seconds, within(1.0));
        recordings.seek(0);
        long atTheStart = counter(recordings.frame());
        recordings.seek(recordings.number("duration") - 0.2);
        assertThat(counter(recordings.frame())).isGreaterThan(atTheStart);
        recordings.screenshot("plays");

        Path file = recordings.download(1);
        byte[] bytes = Files.readAllBytes(file);
        assertThat(new String(bytes, 4, 4, US_ASCII)).isEqualTo("ftyp");
        assertThat(bytes).hasSize(segments.get(1).path("sizeBytes").asInt());
        assertThat(FfProbe.seconds(file)).isCloseTo(seconds, within(1.0));
    }

    /** From the first picture to the end nothing is missing. */
    private static void assertTogetherAsLongAs(JsonNode session, JsonNode segments) {
        double recorded = StreamSupport.stream(segments.spliterator(), false)
                .mapToDouble(segment -> Moments.seconds(segment, "firstFrameAt", "endedAt"))
                .sum();
        assertThat(recorded).isCloseTo(Moments.secondsFromFirstPicture(session, segments), within(2.0));
    }

    private static long counter(BufferedImage picture) {
        return FrameCounter.read(DataUrl.pixels(picture), picture.getWidth(), picture.getHeight())
                .orElseThrow();
    }

    private static BufferedImage awaitStandstill(Desktop desktop) {
        BufferedImage[] last = {desktop.picture()};
        Desktop.await("a standstill").pollInterval(Duration.ofMillis(400)).until(() -> {
            BufferedImage before = last[0];
            last[0] = desktop.picture();
            return Arrays.equals(DataUrl.pixels(before), DataUrl.pixels(last[0]));
        });
        return last[0];
    }

    /** What is not the same in both, without the demo desktop's counter. */
    private static Rectangle difference(BufferedImage before, BufferedImage after) {
        Area counter = FrameCounter.area(before.getHeight());
        Rectangle difference = new Rectangle();
        for (int y = 0; y < before.getHeight(); y++) {
            for (int x = 0; x < before.getWidth(); x++) {
                if (before.getRGB(x, y) != after.getRGB(x, y) && !counter.contains(x, y)) {
                    Rectangle pixel = new Rectangle(x, y, 1, 1);
                    difference = difference.isEmpty() ? pixel : difference.union(pixel);
                }
            }
        }
        return difference;
    }

    /** With all that the console itself would send, so that nothing but the role is in the way. */
    private int statusOfPost(Console console, String path, Map<String, ?> body) {
        String token = console.page().context().cookies().stream()
                .filter(cookie -> cookie.name.equals("XSRF-TOKEN"))
                .findFirst()
                .orElseThrow()
                .value;
        return console.page()
                .request()
                .post(
                        walk.address() + path,
                        RequestOptions.create().setHeader("X-XSRF-TOKEN", token).setData(body))
                .status();
    }
}
