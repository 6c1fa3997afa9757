package retrace.infra.launcher.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A recording that is several times as long as its address is good for, watched from its start to its end. */
class PlaybackPastExpiryIT {

    private static final double LENGTH_SECONDS_MIN = 60;
    private static final int PLAYED_MILLIS_MAX = 90_000;
    private static final double STUMBLE_SECONDS_MAX = 0.3;
    private static final int HTTP_OK = 200;

    /**
     * Listens at the page, since the player is not there yet, to the one video that has controls: another takes over
     * from it now and then. How long the picture stood still is told by the video's
     * own progress; a video that ends by itself says that it pauses just before.
     */
    private static final String WATCH = """
            () => {
              const addresses = new Set();
              const seen = { addresses: 0, errors: 0, pauses: 0, ended: false, standstillMillis: 0, waitingMillis: 0 };
              let last = null;
              let waitingSince = null;
              const goesOn = () => {
                if (waitingSince !== null) {
                  seen.waitingMillis = Math.max(seen.waitingMillis, performance.now() - waitingSince);
                  waitingSince = null;
                }
              };
              const progress = (video) => {
                const now = performance.now();
                if (last !== null && video.currentTime > last.at) {
                  const played = 1000 * (video.currentTime - last.at);
                  seen.standstillMillis = Math.max(seen.standstillMillis, now - last.now - played);
                }
                last = { at: video.currentTime, now };
                goesOn();
              };
              const on = {
                timeupdate: progress,
                playing: goesOn,
                waiting: () => { if (last !== null) { waitingSince ??= performance.now(); } },
                stalled: () => { if (last !== null) { waitingSince ??= performance.now(); } },
                error: () => { seen.errors += 1; },
                pause: (video) => { if (!video.ended) { seen.pauses += 1; } },
                ended: () => { seen.ended = true; },
              };
              for (const [name, listener] of Object.entries(on)) {
                document.addEventListener(name, (event) => {
                  if (event.target instanceof HTMLVideoElement && event.target.controls) {
                    addresses.add(event.target.src);
                    seen.addresses = addresses.size;
                    listener(event.target);
                  }
                }, true);
              }
              window.seen = seen;
            }""";

    @RegisterExtension
    final Walk walk = Walk.withShortLivedLinks();

    @Test
    void aMinuteIsPlayedPastTheEndOfElevenAddresses() throws InterruptedException {
        walk.awaitLongRecording();
        Console console = walk.signIn("demo-owner");
        console.sessions();
        Recordings recordings = console.recordings(LongRecording.COMPUTER).awaitPlayable(1);

        Page page = console.page();
        page.evaluate(WATCH);
        recordings.play(0);
        double length = recordings.number("duration");
        assertThat(length).isGreaterThanOrEqualTo(LENGTH_SECONDS_MIN);
        String address = (String) page.evaluate("() => document.querySelector('video').src");
        page.waitForFunction(
                "() => window.seen.ended || window.seen.errors > 0",
                null,
                new Page.WaitForFunctionOptions().setTimeout(PLAYED_MILLIS_MAX));

        assertThat(page.request().get(address).status())
                .as("the address has expired")
                .isNotEqualTo(HTTP_OK);
        JsonNode seen = JsonMapper.shared().readTree((String) page.evaluate("() => JSON.stringify(window.seen)"));
        assertThat(seen.path("addresses").asInt()).as(seen.toString()).isGreaterThan(11);
        assertThat(seen.path("ended").asBoolean()).as(seen.toString()).isTrue();
        assertThat(seen.path("errors").asInt()).as(seen.toString()).isZero();
        assertThat(seen.path("pauses").asInt()).as(seen.toString()).isZero();
        assertThat(seen.path("waitingMillis").asDouble() / 1000)
                .as(seen.toString())
                .isLessThan(STUMBLE_SECONDS_MAX);
        assertThat(seen.path("standstillMillis").asDouble() / 1000)
                .as(seen.toString())
                .isLessThan(STUMBLE_SECONDS_MAX);
        assertThat(recordings.number("currentTime")).isCloseTo(length, within(0.1));
    }
}
