package retrace.infra.launcher.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import retrace.infra.launcher.testing.Chromium;
import retrace.infra.launcher.up.NewAccount;
import retrace.infra.launcher.up.Options;
import retrace.infra.launcher.up.RunningRetrace;
import retrace.relay.testing.gcs.GcsServer;
import tools.jackson.databind.JsonNode;

/** A recording that the browser has from the bucket itself, where nobody but the player knows what is watched. */
class DirectPlaybackIT {

    private static final String BUCKET = "recordings";
    private static final Duration RECORDED = Duration.ofSeconds(17);
    private static final double LENGTH_SECONDS_MIN = 16;
    private static final Duration PLAYED_MAX = Duration.ofSeconds(60);
    private static final Duration TOLD_MAX = Duration.ofSeconds(20);
    /** The last moment of a video is on the screen before it is over. */
    private static final long MISSED_MILLIS_MAX = 200;

    @TempDir
    private Path folder;

    @Test
    void theBucketServesPastTheEndOfAddressesAndThePlayerTellsWhatItHasPlayed() throws Exception {
        try (GcsServer bucket = GcsServer.start(InstantSource.system());
                RunningRetrace retrace = RunningRetrace.start(
                        new Options(folder.resolve("data"), 0, "127.0.0.1", 0, true, "", false, settings(bucket)),
                        new PrintWriter(Writer.nullWriter()));
                LongRecording recording = LongRecording.begin(retrace, RECORDED);
                Chromium chromium = Chromium.start();
                BrowserContext person = chromium.person()) {
            recording.await();
            NewAccount owner = retrace.newAccounts().stream()
                    .filter(account -> account.signInName().equals("demo-owner"))
                    .findFirst()
                    .orElseThrow();
            Console console =
                    Console.open(person, retrace.consoleAddress(), "direct").signIn(owner);
            console.sessions();
            Recordings recordings = console.recordings(LongRecording.COMPUTER).awaitPlayable(1);

            playFrom(bucket, console.page(), recordings);
            assertToldByThePlayerAlone(console);
            assertShown(console, recordings);
        }
    }

    private Map<String, String> settings(GcsServer bucket) throws IOException {
        bucket.bucket(BUCKET);
        Path key = Files.writeString(
                folder.resolve("key.json"), bucket.serviceAccount().keyFile());
        return Map.of(
                "retrace.relay.store.kind",
                "gcs",
                "retrace.relay.store.gcs.bucket",
                BUCKET,
                "retrace.relay.store.gcs.endpoint",
                bucket.uri().toString(),
                "retrace.command.links.kind",
                "gcs",
                "retrace.command.links.gcs.bucket",
                BUCKET,
                "retrace.command.links.gcs.endpoint",
                bucket.uri().toString(),
                "retrace.command.links.gcs.key-file",
                key.toString(),
                "retrace.command.link-lifetime",
                "5s");
    }

    private static void playFrom(GcsServer bucket, Page page, Recordings recordings) {
        Playback.watch(page);
        recordings.play(0);
        assertThat(recordings.number("duration")).isGreaterThanOrEqualTo(LENGTH_SECONDS_MIN);
        String address = (String) page.evaluate("() => document.querySelector('video').src");
        assertThat(address).startsWith(bucket.uri() + "/" + BUCKET + "/");

        Playback playback = Playback.toItsEnd(page, PLAYED_MAX);
        assertThat(page.request().get(address).text()).contains("ExpiredToken");
        assertThat(playback.addresses()).as(playback.toString()).isGreaterThan(2);
        playback.assertUninterrupted();
    }

    private static void assertToldByThePlayerAlone(Console console) {
        JsonNode watch = Awaitility.await("what the player says of the end")
                .atMost(TOLD_MAX)
                .until(() -> watch(console), told -> told.path("playedShare").asDouble() > 0.98);

        long length = watch.at("/recording/millis").asLong();
        assertThat(watch.path("played").size()).as(watch.toString()).isEqualTo(1);
        assertThat(watch.at("/played/0/fromMillis").asLong()).isZero();
        assertThat(watch.at("/played/0/toMillis").asLong()).isBetween(length - MISSED_MILLIS_MAX, length);
        assertThat(watch.path("name").asString()).isEqualTo("Demo owner");
        assertThat(watch.path("servedBytes").asLong()).isZero();
        assertThat(watch.path("ranges")).isEmpty();
    }

    private static JsonNode watch(Console console) {
        String session = console.newestSession().path("session").asString();
        return console.get("/api/sessions/" + session + "/watches").at("/items/0");
    }

    private static void assertShown(Console console, Recordings recordings) {
        recordings.dialog().getByText("Who watched").click();
        Locator row = recordings
                .dialog()
                .getByRole(AriaRole.ROW)
                .filter(new Locator.FilterOptions().setHasText("Demo owner"));
        assertThat(row).containsText("As their player says");
        assertThat(row).containsText(" of 0:1");
        console.screenshot("told");
    }
}
