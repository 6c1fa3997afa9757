package retrace.command.session;

import java.util.Set;
import retrace.command.team.MinimumVersions;
import retrace.kernel.platform.Platform;

/**
 * What the deployment is configured with for sessions that are recorded, for all teams.
 *
 * @param recordable the platforms whose endpoints can be recorded
 * @param minimumVersions of streamers, where a team has set none of its own
 */
public record RecordingPolicy(Set<Platform> recordable, MinimumVersions minimumVersions) {

    public RecordingPolicy {
        recordable = Set.copyOf(recordable);
    }
}
