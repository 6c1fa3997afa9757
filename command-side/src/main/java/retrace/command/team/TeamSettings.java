package retrace.command.team;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import retrace.kernel.platform.Platform;
import retrace.kernel.platform.StreamerVersion;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.PlaybackPermission;
import retrace.kernel.team.Setting;
import retrace.kernel.team.TeamEvent.SettingChanged;
import retrace.kernel.team.TeamSetting;

/** A team's settings as they stand, the defaults included. Knows how each is written in an event. */
final class TeamSettings {

    private static final String SEPARATOR = ",";

    private final Map<AccessKind, Boolean> recordingOn = new EnumMap<>(AccessKind.class);
    private final Map<AccessKind, PlaybackPermission> playback = new EnumMap<>(AccessKind.class);
    private final Map<Platform, StreamerVersion> minimumVersions = new EnumMap<>(Platform.class);
    private Set<Platform> technicianPlatforms = platforms(given(Setting.TECHNICIAN_PLATFORMS.defaultValue()));
    private int daysKept = Integer.parseInt(given(Setting.DAYS_KEPT.defaultValue()));
    private String timeZone = given(Setting.TIME_ZONE.defaultValue());

    /**
     * A change as its event tells it.
     *
     * @param before null where the deployment's configuration holds, and likewise {@code after}
     */
    record Change(
            Setting setting,
            @Nullable AccessKind accessKind,
            @Nullable Platform platform,
            @Nullable String before,
            @Nullable String after) {}

    Change change(TeamSetting wanted) {
        return switch (wanted) {
            case TeamSetting.RecordingOn it ->
                new Change(
                        Setting.RECORDING_ON,
                        it.accessKind(),
                        null,
                        Boolean.toString(isRecordingOn(it.accessKind())),
                        Boolean.toString(it.on()));
            case TeamSetting.PlaybackPermitted it ->
                new Change(
                        Setting.PLAYBACK_PERMISSION,
                        it.accessKind(),
                        null,
                        playback(it.accessKind()).name(),
                        it.to().name());
            case TeamSetting.MinimumStreamerVersion it ->
                new Change(
                        Setting.MINIMUM_STREAMER_VERSION,
                        null,
                        it.platform(),
                        minimumVersion(it.platform()).map(StreamerVersion::text).orElse(null),
                        it.version() == null ? null : it.version().text());
            case TeamSetting.TechnicianPlatforms it ->
                new Change(Setting.TECHNICIAN_PLATFORMS, null, null, text(technicianPlatforms), text(it.platforms()));
            case TeamSetting.DaysKept it ->
                new Change(Setting.DAYS_KEPT, null, null, Integer.toString(daysKept), Integer.toString(it.days()));
            case TeamSetting.TimeZone it -> new Change(Setting.TIME_ZONE, null, null, timeZone, it.zone());
        };
    }

    private static String text(Set<Platform> platforms) {
        return platforms.stream().sorted().map(Platform::name).collect(Collectors.joining(SEPARATOR));
    }

    boolean isRecordingOn(AccessKind kind) {
        return recordingOn.getOrDefault(kind, Boolean.valueOf(Setting.RECORDING_ON.defaultValue()));
    }

    PlaybackPermission playback(AccessKind kind) {
        return playback.getOrDefault(
                kind, PlaybackPermission.valueOf(given(Setting.PLAYBACK_PERMISSION.defaultValue())));
    }

    /** The team's own; empty where the deployment's configuration holds. */
    Optional<StreamerVersion> minimumVersion(Platform platform) {
        return Optional.ofNullable(minimumVersions.get(platform));
    }

    Set<Platform> technicianPlatforms() {
        return technicianPlatforms;
    }

    int daysKept() {
        return daysKept;
    }

    void apply(SettingChanged event) {
        apply(new Change(event.setting(), event.accessKind(), event.platform(), event.before(), event.after()));
    }

    void apply(Change change) {
        @Nullable String after = change.after();
        switch (change.setting()) {
            case RECORDING_ON -> put(recordingOn, change.accessKind(), Boolean.valueOf(after));
            case PLAYBACK_PERMISSION ->
                put(playback, change.accessKind(), after == null ? null : PlaybackPermission.valueOf(after));
            case MINIMUM_STREAMER_VERSION ->
                put(minimumVersions, change.platform(), after == null ? null : new StreamerVersion(after));
            case TECHNICIAN_PLATFORMS -> technicianPlatforms = platforms(given(after));
            case DAYS_KEPT -> daysKept = Integer.parseInt(given(after));
            case TIME_ZONE -> timeZone = given(after);
        }
    }

    private static <K, V> void put(Map<K, V> values, @Nullable K of, @Nullable V value) {
        if (of == null) {
            throw new IllegalStateException("a setting that does not say of what it is");
        }
        if (value == null) {
            values.remove(of);
        } else {
            values.put(of, value);
        }
    }

    private static String given(@Nullable String after) {
        if (after == null) {
            throw new IllegalStateException("a setting without a value");
        }
        return after;
    }

    private static Set<Platform> platforms(String text) {
        Set<Platform> platforms = EnumSet.noneOf(Platform.class);
        for (String name : text.split(SEPARATOR, -1)) {
            platforms.add(Platform.valueOf(name));
        }
        return platforms;
    }
}
