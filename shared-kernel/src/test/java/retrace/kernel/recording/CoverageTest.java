package retrace.kernel.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoverageTest {

    private static final long DAY = 24L * 60 * 60 * 1000;
    private static final Instant FROM = Instant.parse("2026-11-24T14:03:11Z");

    @Test
    void onlyWhatHasNoGapIsAHundredPercent() {
        assertThat(Coverage.percent(DAY, DAY)).hasToString("100.00");
        assertThat(Coverage.percent(DAY, DAY - 1)).hasToString("99.99");
        assertThat(Coverage.percent(15_000, 14_997)).hasToString("99.98");
    }

    @Test
    void onlyWhereNothingIsRecordedItIsNothing() {
        assertThat(Coverage.percent(DAY, 1)).hasToString("0.01");
        assertThat(Coverage.percent(DAY, 0)).hasToString("0.00");
    }

    @Test
    void whatIsMissingHasAGap() {
        Gap gap = new Gap(FROM, FROM.plusSeconds(3), GapReason.RELAY_LOST);

        assertThatThrownBy(() -> new Coverage(10, 9, List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Coverage(10, 10, List.of(gap))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Coverage(10, 11, List.of(gap))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aGapLasts() {
        assertThatThrownBy(() -> new Gap(FROM, FROM, GapReason.RELAY_LOST))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ends after it began");
    }
}
