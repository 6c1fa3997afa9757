package retrace.relay.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import retrace.relay.store.FolderStore;

class StorePropertiesTest {

    @TempDir
    Path folder;

    private static StoreProperties bind(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given))
                .bindOrCreate("retrace.relay.store", StoreProperties.class);
    }

    @Test
    void isTheFolderWhereNothingElseIsSaid() throws Exception {
        assertThat(bind(Map.of()).open(folder)).isInstanceOf(FolderStore.class);
        assertThatThrownBy(() -> bind(Map.of()).open(null))
                .hasMessageContaining("retrace.relay.store-folder must be set");
    }

    @ParameterizedTest
    @CsvSource({
        "bucket, gs://recordings, retrace.relay.store.gcs.bucket must be set to the name of a bucket",
        "prefix, recordings, retrace.relay.store.gcs.prefix is empty or ends with a slash",
        "kms-key, my-key, retrace.relay.store.gcs.kms-key is the full name of a key",
        "endpoint, localhost:4443, retrace.relay.store.gcs.endpoint is an address such as",
    })
    void saysWhatIsWrong(String key, String value, String sentence) {
        Map<String, String> given = new HashMap<>(
                Map.of("retrace.relay.store.kind", "gcs", "retrace.relay.store.gcs.bucket", "recordings"));
        given.put("retrace.relay.store.gcs." + key, value);
        assertThatThrownBy(() -> bind(given).open(null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }
}
