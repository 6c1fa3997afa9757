package retrace.infra.launcher.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a recording was played, as the videos of its page have told.
 *
 * @param addresses how many were played one after another
 * @param standstillMillis for how long the picture stood still at most
 * @param waitingMillis for how long a video waited for more at most
 */
record Playback(int addresses, int errors, int pauses, boolean ended, double standstillMillis, double waitingMillis) {

    private static final double STUMBLE_MILLIS_MAX = 300;

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

    /** From now on, for {@link #toItsEnd}. */
    static void watch(Page page) {
        page.evaluate(WATCH);
    }

    /** Waits until the video has ended or can go no further. */
    static Playback toItsEnd(Page page, Duration max) {
        page.waitForFunction(
                "() => window.seen.ended || window.seen.errors > 0",
                null,
                new Page.WaitForFunctionOptions().setTimeout((double) max.toMillis()));
        return JsonMapper.shared()
                .readValue((String) page.evaluate("() => JSON.stringify(window.seen)"), Playback.class);
    }

    /** To its end, however busy the machine was. */
    void assertUninterrupted() {
        assertThat(ended).as(toString()).isTrue();
        assertThat(errors).as(toString()).isZero();
        assertThat(pauses).as(toString()).isZero();
    }

    void assertWithoutAStumble() {
        assertUninterrupted();
        assertThat(waitingMillis).as(toString()).isLessThan(STUMBLE_MILLIS_MAX);
        assertThat(standstillMillis).as(toString()).isLessThan(STUMBLE_MILLIS_MAX);
    }
}
