package retrace.relay.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import retrace.relay.recording.RecordingSettings;
import retrace.relay.session.SessionSettings;

class RelayPropertiesTest {

    /** What tests and benchmarks hold true of the defaults is to be true of a relay that nobody has configured. */
    @Test
    void defaultsAreThoseOfTheRelayItself() {
        Map<String, String> given =
                Map.of("retrace.relay.store-folder", "recordings", "retrace.relay.link-key", "a2V5");
        RelayProperties properties = new Binder(new MapConfigurationPropertySource(given))
                .bind("retrace.relay", RelayProperties.class)
                .get();

        assertThat(properties.recording().settings()).isEqualTo(RecordingSettings.DEFAULT);
        assertThat(properties.sessionSettings()).isEqualTo(SessionSettings.DEFAULT);
    }
}
