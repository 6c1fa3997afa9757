package retrace.command.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import retrace.kernel.platform.Platform;
import retrace.kernel.platform.StreamerVersion;

class CommandSideSettingsTest {

    private static final String KEY = "A".repeat(43) + "=";

    private static CommandSideSettings bound(String name, String value) {
        Map<String, String> properties = new HashMap<>();
        properties.put("retrace.command.credential-key", KEY);
        properties.put("retrace.command.link-key", KEY);
        properties.put("retrace.command." + name, value);
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("retrace.command", CommandSideSettings.class);
    }

    @Test
    void theKeysAreEnough() {
        CommandSideSettings settings = bound("link-key", KEY);

        assertThat(settings.credentialKeys().currentKey()).isEqualTo("configured");
        assertThat(settings.linkKeyBytes()).hasSize(32);
        assertThat(settings.linkLifetime()).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings).asString().doesNotContain(KEY);
    }

    @Test
    void windowsAloneHasAMinimumUnlessToldOtherwise() {
        assertThat(bound("link-key", KEY).recordingPolicy().minimumVersions().byPlatform())
                .isEqualTo(Map.of(Platform.WINDOWS, new StreamerVersion("3.5.8.0")));
        assertThat(bound("minimum-streamer-versions.macos", "3.6")
                        .recordingPolicy()
                        .minimumVersions()
                        .byPlatform())
                .isEqualTo(Map.of(Platform.MACOS, new StreamerVersion("3.6")));
    }

    @ParameterizedTest
    @CsvSource({
        "credential-key, ''",
        "credential-key, AAAA",
        "credential-key, not base64!",
        "link-key, AAAA",
        "link-lifetime, 0s",
        "probe-time-max, -1s",
        "relay-time-max, 0s",
        "code-lifetime, 0s",
        "recordable-platforms, BEOS",
        "minimum-streamer-versions.windows, newest"
    })
    void whatCannotBeIsRefusedAtStart(String name, String value) {
        assertThatThrownBy(() -> bound(name, value)).hasRootCauseInstanceOf(IllegalArgumentException.class);
    }
}
