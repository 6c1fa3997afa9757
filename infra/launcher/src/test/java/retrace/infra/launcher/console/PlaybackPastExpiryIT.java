package retrace.infra.launcher.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Page;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A recording that is several times as long as its address is good for, watched from its start to its end. */
@Order(2)
@ResourceLock(Walk.SHARED_WITH_SHORT_LIVED_LINKS)
class PlaybackPastExpiryIT {

    private static final double LENGTH_SECONDS_MIN = 60;
    private static final Duration PLAYED_MAX = Duration.ofSeconds(90);
    private static final int HTTP_OK = 200;

    @RegisterExtension
    final Walk walk = Walk.withShortLivedLinks();

    @Test
    void aMinuteIsPlayedPastTheEndOfElevenAddresses() throws InterruptedException {
        walk.awaitLongRecording();
        Console console = walk.signIn("demo-owner");
        console.sessions();
        Recordings recordings = console.recordings(LongRecording.COMPUTER).awaitPlayable(1);

        Page page = console.page();
        Playback.watch(page);
        recordings.play(0);
        double length = recordings.number("duration");
        assertThat(length).isGreaterThanOrEqualTo(LENGTH_SECONDS_MIN);
        String address = (String) page.evaluate("() => document.querySelector('video').src");
        Playback playback = Playback.toItsEnd(page, PLAYED_MAX);

        assertThat(page.request().get(address).status())
                .as("the address has expired")
                .isNotEqualTo(HTTP_OK);
        assertThat(playback.addresses()).as(playback.toString()).isGreaterThan(11);
        playback.assertWithoutAStumble();
        assertThat(recordings.number("currentTime")).isCloseTo(length, within(0.1));
    }
}
