package retrace.kernel.team;

import org.jspecify.annotations.Nullable;

/** What a team can set, as events name it. {@link TeamSetting} has each with its value. */
public enum Setting {
    /** {@code true} or {@code false}, for each access kind. */
    RECORDING_ON("false"),
    /** A {@link PlaybackPermission}, for each access kind. */
    PLAYBACK_PERMISSION("OWNER"),
    /** A version, for each platform of an endpoint. */
    MINIMUM_STREAMER_VERSION(null),
    /** Platforms with commas between, in the order of {@code Platform}. */
    TECHNICIAN_PLATFORMS("WINDOWS,MACOS"),
    /** A number of days. */
    DAYS_KEPT("90"),
    /** A zone's name, as in {@code Europe/Vienna}. */
    TIME_ZONE("UTC");

    private final @Nullable String defaultValue;

    Setting(@Nullable String defaultValue) {
        this.defaultValue = defaultValue;
    }

    /** What holds until a team sets it, written as in an event; null where it is the deployment's configuration. */
    public @Nullable String defaultValue() {
        return defaultValue;
    }
}
