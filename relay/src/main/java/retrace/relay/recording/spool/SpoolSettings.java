package retrace.relay.recording.spool;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The spool's place and bounds.
 *
 * @param folder of this relay alone, on a disk of the machine
 * @param bytesMax it never takes more; an eighth of it is kept for what has been shown already when sessions are paused
 * @param freeBytesMin with less space left on the disk sessions are paused; half of that it never takes
 * @param firstPause before an upload that failed is tried again; the pauses double and are jittered by half
 * @param pauseMax no pause is longer, jitter aside
 * @param uploadsMax parts that are on their way to the store at a time, each of them in memory
 */
public record SpoolSettings(
        Path folder, long bytesMax, long freeBytesMin, Duration firstPause, Duration pauseMax, int uploadsMax) {

    private static final long BYTES_MIN = 1 << 20;

    public SpoolSettings {
        require(bytesMax >= BYTES_MIN, "The spool has at least 1 MiB, not " + bytesMax + " bytes.");
        require(freeBytesMin >= 0, "The disk space to leave free is not negative.");
        require(firstPause.toMillis() >= 1, "The first pause between two uploads has at least 1 ms.");
        require(pauseMax.compareTo(firstPause) >= 0, "The longest pause is no shorter than the first.");
        require(uploadsMax >= 1, "At least one part may be on its way, not " + uploadsMax + ".");
    }

    public static SpoolSettings in(Path folder) {
        return new SpoolSettings(folder, 4L << 30, 1L << 30, Duration.ofMillis(500), Duration.ofSeconds(10), 16);
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
