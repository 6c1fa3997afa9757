package retrace.infra.launcher.dryrun;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import retrace.kernel.platform.Platform;
import retrace.kernel.platform.StreamerVersion;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.Setting;
import retrace.kernel.team.TeamSetting;

/** Reads settings as they are written in events: {@code DAYS_KEPT=30}, {@code RECORDING_ON.ATTENDED=true}. */
public final class SupposedSettings {

    private SupposedSettings() {}

    /**
     * @param text name, for settings that have one the access kind or platform, and value; for both access kinds
     *     without one
     * @throws IllegalArgumentException with a sentence for whoever wrote it
     */
    public static List<TeamSetting> read(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException("'" + text + "' is no setting with a value, such as DAYS_KEPT=30.");
        }
        String[] name = text.substring(0, equals).toUpperCase(Locale.ROOT).split("\\.", 2);
        @Nullable String of = name.length == 2 ? name[1] : null;
        String value = text.substring(equals + 1).strip();
        return switch (word(Setting.class, name[0], "a setting")) {
            case RECORDING_ON ->
                accessKinds(of).stream()
                        .<TeamSetting>map(kind -> new TeamSetting.RecordingOn(kind, flag(value)))
                        .toList();
            case MINIMUM_STREAMER_VERSION ->
                List.of(new TeamSetting.MinimumStreamerVersion(
                        word(
                                Platform.class,
                                of == null ? "" : of,
                                "a platform, as in MINIMUM_STREAMER_VERSION.WINDOWS"),
                        value.isEmpty() ? null : new StreamerVersion(value)));
            case TECHNICIAN_PLATFORMS -> List.of(new TeamSetting.TechnicianPlatforms(platforms(value)));
            case DAYS_KEPT -> List.of(new TeamSetting.DaysKept(number(value)));
            case PLAYBACK_PERMISSION, TIME_ZONE ->
                throw new IllegalArgumentException(name[0]
                        + " decides about no session. Ask about RECORDING_ON, MINIMUM_STREAMER_VERSION,"
                        + " TECHNICIAN_PLATFORMS or DAYS_KEPT.");
        };
    }

    private static List<AccessKind> accessKinds(@Nullable String of) {
        return of == null ? List.of(AccessKind.values()) : List.of(word(AccessKind.class, of, "an access kind"));
    }

    private static Set<Platform> platforms(String value) {
        Set<Platform> platforms = EnumSet.noneOf(Platform.class);
        for (String platform : value.split(",", -1)) {
            platforms.add(word(Platform.class, platform.strip().toUpperCase(Locale.ROOT), "a platform"));
        }
        return platforms;
    }

    private static boolean flag(String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("'" + value + "' is neither true nor false.");
        };
    }

    private static int number(String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + value + "' is no number of days.", e);
        }
    }

    private static <E extends Enum<E>> E word(Class<E> words, String text, String what) {
        return Arrays.stream(words.getEnumConstants())
                .filter(word -> word.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is not " + what + ". There are "
                        + Arrays.stream(words.getEnumConstants())
                                .map(Enum::name)
                                .collect(Collectors.joining(", "))
                        + "."));
    }
}
