package retrace.relay.session;

import java.time.Duration;

/** Durations as people say them. */
final class TimeInWords {

    private static final long MINUTE = 60;
    private static final long HOUR = 3600;

    private TimeInWords() {}

    /** {@code 24 hours}, {@code 5 minutes}, {@code 90 seconds}: rounded up to what people would say. */
    static String of(Duration time) {
        long seconds = (time.toMillis() + 999) / 1000;
        if (seconds >= HOUR && seconds % HOUR == 0) {
            return counted(seconds / HOUR, "hour");
        }
        if (seconds == MINUTE || seconds > 2 * MINUTE - 1) {
            return counted((seconds + MINUTE - 1) / MINUTE, "minute");
        }
        return counted(seconds, "second");
    }

    private static String counted(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }
}
