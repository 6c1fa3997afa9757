package retrace.infra.launcher.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import retrace.infra.launcher.testing.Chromium;
import retrace.infra.launcher.up.NewAccount;
import retrace.infra.launcher.up.Options;
import retrace.infra.launcher.up.RunningRetrace;
import retrace.relay.testing.TigerVncViewer;
import retrace.relay.testing.XvncDesktop;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A minute at a computer of 1920 × 1080 with TigerVNC on both sides: typing, scrolling, windows that move, a resize and
 * a turn; and what the recording is of it, to ffprobe and to Chromium.
 */
class ScriptedSessionIT {

    private static final int WIDTH = 1920;
    private static final int HEIGHT = 1080;
    private static final double TOLERANCE_SECONDS = 0.2;
    /** How long after xrandr's answer the streamer may take to tell its viewers. */
    private static final Duration RESIZE_MAX = Duration.ofSeconds(2);
    /** The recorder waits for a whole picture, but no longer. */
    private static final Duration LEAD_IN_MAX = Duration.ofSeconds(3);

    @TempDir
    private Path folder;

    private final List<Instant> changes = new ArrayList<>();

    @Test
    void aScriptedMinuteGivesTheRecordingsThatOneWouldExpect() throws Exception {
        try (RunningRetrace retrace = RunningRetrace.start(
                        new Options(folder, 0, "127.0.0.1", 0, false, "Script", true, Map.of()),
                        new PrintWriter(Writer.nullWriter()));
                XvncDesktop desktop = XvncDesktop.open(WIDTH, HEIGHT);
                Chromium chromium = Chromium.start();
                BrowserContext person = chromium.person()) {
            Api api = new Api(retrace);
            JsonNode started = api.start(desktop);
            try (TigerVncViewer viewer = new TigerVncViewer(
                    started.path("viewerPort").asInt(), started.path("ticket").asString(), "-NoJpeg=1")) {
                play(desktop);
                assertThat(viewer.isRunning()).isTrue();
            }
            Console console = Console.open(person, retrace.consoleAddress(), "scripted")
                    .signIn(retrace.newAccounts().getFirst());
            console.sessions();
            Recordings recordings = console.recordings("Workstation");
            JsonNode segments = awaitReady(console);
            assertSplits(segments);
            recordings.awaitPlayable(segments.size());
            for (JsonNode segment : segments) {
                assertTimes(
                        segment,
                        folder.resolve("recordings")
                                .resolve(segment.path("objectName").asString()));
            }
            assertPlayInChromium(recordings, segments);
            assertAllIsRecorded(console, recordings, segments);
        }
    }

    private void play(XvncDesktop desktop) throws InterruptedException {
        desktop.fill("#204060", "#305070");
        desktop.runInTerminal("cat"); // for typing
        Thread.sleep(2000);
        type(desktop, 20);
        desktop.runInTerminal("i=0; while true; do echo \"line $i of scrolling text\"; i=$((i+1)); sleep 0.1; done");
        Thread.sleep(1000);
        moveWindows(desktop, 30);
        changes.add(Instant.now());
        desktop.resize("1280x720");
        moveWindows(desktop, 20);
        changes.add(Instant.now());
        desktop.resize(WIDTH + "x" + HEIGHT);
        type(desktop, 20);
        changes.add(Instant.now());
        desktop.resizeTo(1080, 1920);
        moveWindows(desktop, 30);
    }

    private static void type(XvncDesktop desktop, int lines) throws InterruptedException {
        for (int line = 0; line < lines; line++) {
            desktop.run("xdotool", "mousemove", "100", "100", "type", "Typed as line " + line + "\n");
            Thread.sleep(400);
        }
    }

    private static void moveWindows(XvncDesktop desktop, int steps) throws InterruptedException {
        for (int step = 0; step < steps; step++) {
            desktop.run(
                    "xdotool",
                    "search",
                    "--class",
                    "xterm",
                    "windowmove",
                    Integer.toString(40 + step * 15),
                    Integer.toString(40 + step * 8));
            Thread.sleep(400);
        }
    }

    private static JsonNode awaitReady(Console console) {
        Desktop.await("the recordings")
                .until(() -> console.newestSession()
                        .path("recording")
                        .path("state")
                        .asString()
                        .equals("READY"));
        return console.recordingsOf(console.newestSession());
    }

    private void assertSplits(JsonNode segments) {
        assertThat(segments)
                .as("%s", segments)
                .extracting(it -> it.path("closeReason").asString())
                .containsExactly("RESOLUTION_CHANGED", "RESOLUTION_CHANGED", "ORIENTATION_CHANGED", "SESSION_ENDED");
        assertThat(segments)
                .extracting(
                        it -> it.path("width").asInt() + "x" + it.path("height").asInt())
                .containsExactly("1920x1080", "1280x720", "1920x1080", "1080x1920");
        for (int i = 0; i < changes.size(); i++) {
            Instant ended = instant(segments.get(i), "endedAt");
            assertThat(ended).isBetween(changes.get(i), changes.get(i).plus(RESIZE_MAX));
            assertThat(instant(segments.get(i + 1), "firstFrameAt")).isEqualTo(ended);
        }
        double seconds = secondsBetween(
                instant(segments.get(0), "firstFrameAt"), instant(segments.get(segments.size() - 1), "endedAt"));
        assertThat(seconds).isBetween(50.0, 120.0);
    }

    /** The file's own times are those that the events tell. */
    private static void assertTimes(JsonNode segment, Path file) throws Exception {
        Instant first = instant(segment, "firstFrameAt");
        List<Double> times = FfProbe.frameSeconds(file);
        assertThat(times).hasSize(segment.path("frames").asInt());
        assertThat(times.getFirst()).isCloseTo(0, within(TOLERANCE_SECONDS));
        assertThat(times.getLast())
                .isCloseTo(secondsBetween(first, instant(segment, "lastFrameAt")), within(TOLERANCE_SECONDS));
        assertThat(FfProbe.seconds(file))
                .isCloseTo(secondsBetween(first, instant(segment, "endedAt")), within(TOLERANCE_SECONDS));
    }

    private static void assertPlayInChromium(Recordings recordings, JsonNode segments) {
        for (int i = 0; i < segments.size(); i++) {
            JsonNode segment = segments.get(i);
            double seconds = secondsBetween(instant(segment, "firstFrameAt"), instant(segment, "endedAt"));
            recordings.play(i);
            Desktop.await("the video of segment " + (i + 1))
                    .untilAsserted(() ->
                            assertThat(recordings.number("duration")).isCloseTo(seconds, within(TOLERANCE_SECONDS)));
            assertThat(recordings.number("videoWidth"))
                    .isEqualTo(segment.path("width").asInt());
            recordings.seek(seconds / 2);
            assertThat(recordings.number("currentTime")).isCloseTo(seconds / 2, within(TOLERANCE_SECONDS));
            assertThat(recordings.isBroken()).isFalse();
            recordings.screenshot("segment-" + (i + 1));
        }
    }

    private static void assertAllIsRecorded(Console console, Recordings recordings, JsonNode segments) {
        Instant first = instant(segments.get(0), "firstFrameAt");
        Instant last = instant(segments.get(segments.size() - 1), "endedAt");
        JsonNode coverage = console.coverageOf(console.newestSession());
        assertThat(coverage.path("gaps")).as("%s", coverage).isEmpty();
        assertThat(coverage.path("percent").asDouble()).isEqualTo(100);
        assertThat(coverage.path("recordedMillis").asLong())
                .isEqualTo(coverage.path("shownMillis").asLong())
                .isBetween(
                        Duration.between(first, last).toMillis(),
                        Duration.between(first, last).plus(LEAD_IN_MAX).toMillis());
        recordings.close();
        PlaywrightAssertions.assertThat(console.page().getByRole(AriaRole.CELL).getByText("100 %"))
                .isVisible();
        console.screenshot("coverage");
    }

    private static Instant instant(JsonNode of, String member) {
        return Instant.parse(of.path(member).asString());
    }

    private static double secondsBetween(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }

    /** The HTTP API as the team's owner calls it from a program. */
    private static final class Api {

        private final String address;
        private final String authorization;
        private final HttpClient http = HttpClient.newHttpClient();

        Api(RunningRetrace retrace) {
            address = retrace.consoleAddress();
            NewAccount owner = retrace.newAccounts().getFirst();
            authorization = "Basic "
                    + Base64.getEncoder().encodeToString((owner.signInName() + ":" + owner.password()).getBytes(UTF_8));
        }

        /** Adds the desktop as a computer, and starts a session on it for a VNC viewer. */
        JsonNode start(XvncDesktop desktop) throws Exception {
            JsonNode added = post("/api/endpoints", """
                    {"name": "Workstation", "platform": "LINUX", "accessKind": "UNATTENDED", "streamerVersion": "1.12.0",
                     "monitors": [{"host": "127.0.0.1", "port": %d}]}""".formatted(desktop.port()));
            return post("/api/sessions", """
                    {"endpoint": "%s", "viewer": "VNC_VIEWER", "technicianPlatform": "WINDOWS"}""".formatted(added.path("endpoint").asString()));
        }

        private JsonNode post(String path, String json) throws Exception {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(address + path))
                            .header("Authorization", authorization)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(json))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            return JsonMapper.shared().readTree(answer.body());
        }
    }
}
