package retrace.relay.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import retrace.kernel.recording.FrameRate;

/** Whenever the picture changes: frames rise in time, never come faster than the rate, and the last change has one. */
class FrameClockProperties {

    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

    @Property
    void framesKeepTheRateAndTheLastChangeIsShown(
            @ForAll @Size(min = 1, max = 200) List<@IntRange(max = 300) Integer> gapsMillis,
            @ForAll @IntRange(min = 1, max = 60) int rate) {
        FrameClock clock = new FrameClock(new FrameRate(rate));
        List<Instant> frames = new ArrayList<>();
        Instant now = START;
        for (int gap : gapsMillis) {
            now = now.plusMillis(gap);
            takeDue(clock, now, frames);
            clock.changed(now);
            takeDue(clock, now, frames);
        }
        Instant lastChange = now;
        takeDue(clock, now.plusSeconds(2), frames);

        assertThat(clock.due()).isNull();
        assertThat(frames.getLast()).isAfterOrEqualTo(lastChange);
        Duration interval = Duration.ofSeconds(1).dividedBy(rate);
        for (int i = 1; i < frames.size(); i++) {
            assertThat(Duration.between(frames.get(i - 1), frames.get(i))).isGreaterThanOrEqualTo(interval);
        }
    }

    private static void takeDue(FrameClock clock, Instant now, List<Instant> frames) {
        Instant due = clock.due();
        if (due != null && !due.isAfter(now)) {
            frames.add(due);
            clock.taken(due);
        }
    }
}
