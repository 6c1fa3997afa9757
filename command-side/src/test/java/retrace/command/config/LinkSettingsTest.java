package retrace.command.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import retrace.command.link.gcs.BucketAddressSettings;

class LinkSettingsTest {

    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private static LinkSettings bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("retrace.command.links", LinkSettings.class);
    }

    @Test
    void theRelaysServeUnlessToldOtherwise() {
        LinkSettings settings = bound(Map.of());

        assertThat(settings.kind()).isEqualTo(LinkSettings.Kind.RELAY);
        assertThat(settings.otherOrigin()).isEmpty();
    }

    @Test
    void aBucketServesFromGooglesAddressWithTheAccountOfTheProcess() {
        LinkSettings settings =
                bound(Map.of("retrace.command.links.kind", "gcs", "retrace.command.links.gcs.bucket", "recordings"));

        assertThat(settings.kind()).isEqualTo(LinkSettings.Kind.GCS);
        assertThat(settings.gcs().settings(LIFETIME))
                .isEqualTo(new BucketAddressSettings("recordings", "", null, null));
        assertThat(settings.otherOrigin()).contains("https://storage.googleapis.com");
    }

    @Test
    void aBucketElsewhereIsWherePagesGetRecordingsFrom() {
        LinkSettings settings = bound(Map.of(
                "retrace.command.links.kind", "gcs",
                "retrace.command.links.gcs.bucket", "recordings",
                "retrace.command.links.gcs.prefix", "ours/",
                "retrace.command.links.gcs.endpoint", "http://127.0.0.1:4443/gcs",
                "retrace.command.links.gcs.key-file", "key.json"));

        assertThat(settings.gcs().settings(LIFETIME))
                .isEqualTo(new BucketAddressSettings(
                        "recordings", "ours/", URI.create("http://127.0.0.1:4443/gcs"), Path.of("key.json")));
        assertThat(settings.otherOrigin()).contains("http://127.0.0.1:4443");
    }

    @Test
    void aBucketMustBeNamed() {
        LinkSettings settings = bound(Map.of("retrace.command.links.kind", "gcs"));

        assertThatThrownBy(() -> settings.gcs().settings(LIFETIME))
                .hasMessage("retrace.command.links.gcs.bucket must be set to the bucket that recordings are in.");
    }

    @Test
    void aBucketsAddressesAreGoodForAWeekAtMost() {
        LinkSettings.Gcs gcs = new LinkSettings.Gcs("recordings", "", null, null);

        assertThat(gcs.settings(Duration.ofDays(7))).isNotNull();
        assertThatThrownBy(() -> gcs.settings(Duration.ofDays(7).plusSeconds(1)))
                .hasMessage("retrace.command.link-lifetime is 7 days at most where the bucket serves recordings.");
    }

    @ParameterizedTest
    @CsvSource({"kind, ftp", "gcs.endpoint, not an address"})
    void whatCannotBeNamesItsKey(String name, String value) {
        assertThatThrownBy(() -> bound(Map.of("retrace.command.links." + name, value)))
                .isInstanceOf(BindException.class)
                .hasMessageContaining("retrace.command.links." + name);
    }
}
