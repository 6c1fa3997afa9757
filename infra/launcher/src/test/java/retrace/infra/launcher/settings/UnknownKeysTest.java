package retrace.infra.launcher.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class UnknownKeysTest {

    @ParameterizedTest
    @CsvSource({
        "retrace.fleet.kee, retrace.fleet.key",
        "retrace.relay.spool.size-maks, retrace.relay.spool.size-max",
        "retrace.query.event-log.signing-kay, retrace.query.event-log.signing-key",
        "retrace.relay.recording.part-siz-max, retrace.relay.recording.part-size-max"
    })
    void aMisspeltKeyIsRefusedWithTheOneThatIsMeant(String wrong, String meant) {
        assertThat(sentencesOf(file(wrong))).containsExactly(wrong + " is no setting. Is " + meant + " meant?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "retrace.fleet.key",
                "retrace.fleet.bindAddress",
                "retrace.part",
                "retrace.relay.recording.segment-size-max",
                "retrace.command.minimum-streamer-versions.WINDOWS",
                "retrace.security.single-sign-on.roles.engineering",
                "retrace.query.event-log.former-keys[0]",
                "spring.whatever.this-is"
            })
    void whatIsKnownOrNotOursIsLeftAlone(String key) {
        assertThat(sentencesOf(file(key))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RETRACE_FLEET_KEY",
                "RETRACE_RELAY_SPOOL_DISKFREEMIN",
                "RETRACE_RELAY_SPOOL_DISK_FREE_MIN",
                "RETRACE_COMMAND_MINIMUMSTREAMERVERSIONS_WINDOWS",
                "RETRACE_DATABASE_PASSWORD",
                "RETRACE_SERVICE_HOST",
                "RETRACE_PORT_8080_TCP_ADDR"
            })
    void variablesOfOthersAreNoSettings(String variable) {
        assertThat(sentencesOf(environment(variable))).isEmpty();
    }

    @Test
    void aMisspeltVariableIsRefused() {
        assertThat(sentencesOf(environment("RETRACE_FLEET_KEI")))
                .containsExactly("The environment's retrace.fleet.kei is no setting. Is retrace.fleet.key meant?");
    }

    private static PropertySource<?> file(String key) {
        return new MapPropertySource("a file", new HashMap<>(Map.of(key, "x")));
    }

    private static PropertySource<?> environment(String variable) {
        return new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new HashMap<>(Map.of(variable, "x")));
    }

    private static List<String> sentencesOf(PropertySource<?> source) {
        StandardEnvironment environment = new StandardEnvironment();
        MutablePropertySources sources = environment.getPropertySources();
        sources.stream().map(PropertySource::getName).toList().forEach(sources::remove);
        sources.addFirst(source);
        ConfigurationPropertySources.attach(environment);
        return UnknownKeys.ofClassPath().sentences(environment);
    }
}
