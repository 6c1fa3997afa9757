package retrace.query.teamdirectory;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import retrace.kernel.platform.Platform;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.Setting;

/** Every setting with what a team has set, or its default. */
final class CurrentSettings {

    private CurrentSettings() {}

    /** Of what a setting is: an access kind, a platform, or neither. */
    private record Of(
            Setting setting,
            @Nullable AccessKind accessKind,
            @Nullable Platform platform) {

        boolean isOf(SettingChanges.Change change) {
            return change.setting() == setting
                    && Objects.equals(change.accessKind(), accessKind)
                    && Objects.equals(change.platform(), platform);
        }
    }

    /** @param lastChanges the last of each that was ever changed */
    static List<Settings.Value> of(List<SettingChanges.Change> lastChanges) {
        return Arrays.stream(Setting.values())
                .flatMap(CurrentSettings::kinds)
                .map(of -> value(of, lastChanges.stream().filter(of::isOf).findFirst()))
                .toList();
    }

    private static Stream<Of> kinds(Setting setting) {
        return switch (setting) {
            case RECORDING_ON, PLAYBACK_PERMISSION ->
                Arrays.stream(AccessKind.values()).map(kind -> new Of(setting, kind, null));
            case MINIMUM_STREAMER_VERSION ->
                Arrays.stream(Platform.values()).map(platform -> new Of(setting, null, platform));
            case TECHNICIAN_PLATFORMS, DAYS_KEPT, TIME_ZONE -> Stream.of(new Of(setting, null, null));
        };
    }

    private static Settings.Value value(Of of, Optional<SettingChanges.Change> lastChange) {
        return lastChange
                .map(change -> new Settings.Value(
                        of.setting(), of.accessKind(), of.platform(), change.after(), change.at(), change.by()))
                .orElseGet(() -> new Settings.Value(
                        of.setting(),
                        of.accessKind(),
                        of.platform(),
                        of.setting().defaultValue(),
                        null,
                        null));
    }
}
