package retrace.relay.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import retrace.relay.recording.RecordingSettings;
import retrace.relay.recording.spool.SpoolSettings;
import retrace.relay.session.SessionSettings;
import retrace.relay.store.StoreCallSettings;

class RelayPropertiesTest {

    /** What tests and benchmarks hold true of the defaults is to be true of a relay that nobody has configured. */
    @Test
    void defaultsAreThoseOfTheRelayItself() {
        Map<String, String> given = Map.of(
                "retrace.relay.store-folder", "recordings",
                "retrace.relay.link-key", "a2V5",
                "retrace.relay.spool.folder", "spool");
        Binder binder = new Binder(new MapConfigurationPropertySource(given));
        RelayProperties properties =
                binder.bind("retrace.relay", RelayProperties.class).get();
        SpoolProperties spool =
                binder.bind("retrace.relay.spool", SpoolProperties.class).get();
        StoreCallProperties calls = binder.bindOrCreate("retrace.relay.store-calls", StoreCallProperties.class);

        assertThat(properties.recording().settings()).isEqualTo(RecordingSettings.DEFAULT);
        assertThat(properties.sessionSettings()).isEqualTo(SessionSettings.DEFAULT);
        assertThat(spool.settings()).isEqualTo(SpoolSettings.in(Path.of("spool")));
        assertThat(calls.settings()).isEqualTo(StoreCallSettings.DEFAULT);
    }
}
