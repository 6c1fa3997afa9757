package retrace.kernel.recording;

import java.time.Instant;

/**
 * A time in which something was on show that is not recorded.
 *
 * @param from to the millisecond, as is {@code to}, which is later
 */
public record Gap(Instant from, Instant to, GapReason reason) {

    public Gap {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("A gap ends after it began, but this is from " + from + " to " + to);
        }
    }
}
