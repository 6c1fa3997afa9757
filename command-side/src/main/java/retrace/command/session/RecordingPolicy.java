package retrace.command.session;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import retrace.command.team.MinimumVersions;
import retrace.kernel.platform.Platform;
import retrace.kernel.platform.StreamerVersion;

/**
 * What the deployment is configured with for sessions that are recorded, for all teams.
 *
 * @param recordable the platforms whose endpoints can be recorded
 * @param minimumVersions of streamers, where a team has set none of its own
 */
public record RecordingPolicy(Set<Platform> recordable, MinimumVersions minimumVersions) {

    private static final MinimumVersions MINIMUM_VERSIONS =
            new MinimumVersions(Map.of(Platform.WINDOWS, new StreamerVersion("3.5.8.0")));

    public RecordingPolicy {
        recordable = Set.copyOf(recordable);
    }

    /** What holds where an operator has configured nothing. */
    public static RecordingPolicy byDefault() {
        return new RecordingPolicy(EnumSet.allOf(Platform.class), MINIMUM_VERSIONS);
    }
}
