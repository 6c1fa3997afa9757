package retrace.query.past;

import java.time.Duration;

/**
 * What questions about the past may take of a process.
 *
 * @param questionsMax how many are worked on at a time
 * @param patience how long one waits for its turn
 * @param timeMax how long one is worked on
 */
public record PastSettings(int questionsMax, Duration patience, Duration timeMax) {

    public PastSettings {
        if (questionsMax < 1 || patience.isNegative() || !timeMax.isPositive()) {
            throw new IllegalArgumentException("Settings by which no question about the past is answered: "
                    + questionsMax + " at a time, patience " + patience + ", time " + timeMax);
        }
    }
}
