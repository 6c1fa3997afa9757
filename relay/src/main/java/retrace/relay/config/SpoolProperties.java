package retrace.relay.config;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import retrace.relay.recording.spool.SpoolSettings;

/**
 * Where what was recorded lies until it is in the store.
 *
 * @param folder of this relay alone, on a disk of the machine
 * @param sizeMax it never takes more
 * @param diskFreeMin with less space left on its disk sessions are paused
 * @param firstPause before an upload that failed is tried again; the pauses double and are jittered by half
 * @param pauseMax no pause is longer, jitter aside
 * @param uploadsMax parts that are on their way to the store at a time
 */
@ConfigurationProperties("retrace.relay.spool")
public record SpoolProperties(
        Path folder,
        @DefaultValue("4GB") DataSize sizeMax,
        @DefaultValue("1GB") DataSize diskFreeMin,
        @DefaultValue("500ms") Duration firstPause,
        @DefaultValue("10s") Duration pauseMax,
        @DefaultValue("16") int uploadsMax) {

    public SpoolProperties {
        requireGiven(folder);
    }

    private static void requireGiven(@Nullable Path folder) {
        if (folder == null) {
            throw new IllegalArgumentException(
                    "retrace.relay.spool.folder must be set: the folder, of this relay alone,"
                            + " where what was recorded lies until it is in the store.");
        }
    }

    SpoolSettings settings() {
        return new SpoolSettings(folder, sizeMax.toBytes(), diskFreeMin.toBytes(), firstPause, pauseMax, uploadsMax);
    }
}
