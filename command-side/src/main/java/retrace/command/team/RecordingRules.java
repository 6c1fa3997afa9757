package retrace.command.team;

import java.util.Optional;
import java.util.Set;
import retrace.kernel.platform.Platform;
import retrace.kernel.platform.StreamerVersion;

/**
 * What must hold of a session that is to be recorded.
 *
 * @param technicianPlatforms on which a technician may open it
 * @param minimumVersion of the streamer on the endpoint's platform; empty where any known version will do
 */
public record RecordingRules(Set<Platform> technicianPlatforms, Optional<StreamerVersion> minimumVersion) {}
