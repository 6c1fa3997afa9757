package retrace.kernel.recording;

import java.math.BigDecimal;
import java.util.List;

/**
 * How much of what a session showed is recorded.
 *
 * @param shownMillis for how long anything was on show
 * @param recordedMillis how much of that is recorded; with the gaps it makes up {@code shownMillis}
 * @param gaps in the order of time; those that follow each other at once have different reasons
 */
public record Coverage(long shownMillis, long recordedMillis, List<Gap> gaps) {

    private static final int HUNDREDTHS = 10_000;

    public Coverage {
        gaps = List.copyOf(gaps);
        if (recordedMillis < 0 || recordedMillis > shownMillis) {
            throw new IllegalArgumentException(
                    "Of " + shownMillis + " ms shown, " + recordedMillis + " ms cannot have been recorded.");
        }
        if (gaps.isEmpty() != (recordedMillis == shownMillis)) {
            throw new IllegalArgumentException("Of " + shownMillis + " ms shown, " + recordedMillis
                    + " ms are recorded, which does not go with " + gaps.size() + " gaps.");
        }
    }

    /**
     * With two decimal places, and never better than it is: 100 only without a gap. Nor is it 0 where anything is
     * recorded.
     *
     * @param shownMillis more than nothing
     */
    public static BigDecimal percent(long shownMillis, long recordedMillis) {
        if (shownMillis <= 0) {
            throw new IllegalArgumentException("Nothing was shown, so no part of it is recorded.");
        }
        long hundredths = Math.multiplyExact(recordedMillis, HUNDREDTHS) / shownMillis;
        return BigDecimal.valueOf(recordedMillis > 0 ? Math.max(1, hundredths) : 0, 2);
    }
}
