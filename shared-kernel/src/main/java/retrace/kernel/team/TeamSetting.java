package retrace.kernel.team;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import retrace.kernel.platform.Platform;
import retrace.kernel.platform.StreamerVersion;

/** A setting of a team with the value that it is to have. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "setting")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TeamSetting.RecordingOn.class, name = "RECORDING_ON"),
    @JsonSubTypes.Type(value = TeamSetting.PlaybackPermitted.class, name = "PLAYBACK_PERMISSION"),
    @JsonSubTypes.Type(value = TeamSetting.MinimumStreamerVersion.class, name = "MINIMUM_STREAMER_VERSION"),
    @JsonSubTypes.Type(value = TeamSetting.TechnicianPlatforms.class, name = "TECHNICIAN_PLATFORMS"),
    @JsonSubTypes.Type(value = TeamSetting.DaysKept.class, name = "DAYS_KEPT"),
    @JsonSubTypes.Type(value = TeamSetting.TimeZone.class, name = "TIME_ZONE")
})
public sealed interface TeamSetting {

    int DAYS_KEPT_MAX = 3650;

    record RecordingOn(AccessKind accessKind, boolean on) implements TeamSetting {

        public RecordingOn {
            require("accessKind", accessKind);
        }
    }

    record PlaybackPermitted(AccessKind accessKind, PlaybackPermission to) implements TeamSetting {

        public PlaybackPermitted {
            require("accessKind", accessKind);
            require("to", to);
        }
    }

    /** @param version null for the one that the deployment is configured with */
    record MinimumStreamerVersion(
            Platform platform, @Nullable StreamerVersion version) implements TeamSetting {

        public MinimumStreamerVersion {
            require("platform", platform);
        }
    }

    /** @param platforms at least one */
    record TechnicianPlatforms(Set<Platform> platforms) implements TeamSetting {

        public TechnicianPlatforms {
            require("platforms", platforms);
            if (platforms.isEmpty()) {
                throw new IllegalArgumentException("At least one platform must be allowed to open recorded sessions.");
            }
            platforms = Set.copyOf(platforms);
        }
    }

    /** @param days 1 to {@value #DAYS_KEPT_MAX} */
    record DaysKept(int days) implements TeamSetting {

        public DaysKept {
            if (days < 1 || days > DAYS_KEPT_MAX) {
                throw new IllegalArgumentException(
                        "Recordings are kept 1 to " + DAYS_KEPT_MAX + " days, not " + days + ".");
            }
        }
    }

    /** @param zone an identifier of the time zone database, or {@code UTC} */
    record TimeZone(String zone) implements TeamSetting {

        public TimeZone {
            require("zone", zone);
            if (!isZone(zone)) {
                throw new IllegalArgumentException("'" + zone + "' is not a time zone, such as Europe/Vienna or UTC.");
            }
        }

        private static boolean isZone(String zone) {
            try {
                return ZoneId.getAvailableZoneIds().contains(ZoneId.of(zone).getId());
            } catch (DateTimeException e) {
                return false;
            }
        }
    }

    private static void require(String member, @Nullable Object value) {
        if (Objects.isNull(value)) { // what JSON leaves out arrives as null, whatever the type says
            throw new IllegalArgumentException("'" + member + "' is missing.");
        }
    }
}
