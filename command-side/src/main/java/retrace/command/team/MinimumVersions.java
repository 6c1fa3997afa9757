package retrace.command.team;

import java.util.Map;
import java.util.Optional;
import retrace.kernel.platform.Platform;
import retrace.kernel.platform.StreamerVersion;

/** The streamer versions that recording needs at least, as the deployment is configured. */
public record MinimumVersions(Map<Platform, StreamerVersion> byPlatform) {

    public MinimumVersions {
        byPlatform = Map.copyOf(byPlatform);
    }

    Optional<StreamerVersion> of(Platform platform) {
        return Optional.ofNullable(byPlatform.get(platform));
    }
}
