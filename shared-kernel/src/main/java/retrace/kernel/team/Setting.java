package retrace.kernel.team;

/** What a team can set, as events name it. {@link TeamSetting} has each with its value. */
public enum Setting {
    /** {@code true} or {@code false}, for each access kind. */
    RECORDING_ON,
    /** A {@link PlaybackPermission}, for each access kind. */
    PLAYBACK_PERMISSION,
    /** A version, for each platform of an endpoint. */
    MINIMUM_STREAMER_VERSION,
    /** Platforms with commas between, in the order of {@code Platform}. */
    TECHNICIAN_PLATFORMS,
    /** A number of days. */
    DAYS_KEPT,
    /** A zone's name, as in {@code Europe/Vienna}. */
    TIME_ZONE
}
