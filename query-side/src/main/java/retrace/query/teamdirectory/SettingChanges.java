package retrace.query.teamdirectory;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import retrace.kernel.platform.Platform;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.Setting;
import retrace.query.readmodel.Behind;

/**
 * What was set, by whom and when, newest first.
 *
 * @param next what to ask {@code after} for the next page, null on the last
 */
public record SettingChanges(
        Behind behind, List<Change> items, @Nullable String next) {

    /**
     * @param accessKind null for a setting that is the same for both
     * @param platform null for a setting that is the same for all
     * @param before null where the deployment's configuration held, and likewise {@code after}
     */
    public record Change(
            Setting setting,
            @Nullable AccessKind accessKind,
            @Nullable Platform platform,
            @Nullable String before,
            @Nullable String after,
            By by,
            Instant at) {}
}
