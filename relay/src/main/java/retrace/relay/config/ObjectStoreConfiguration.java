package retrace.relay.config;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import retrace.relay.store.ResilientStore;

/** The store of recordings, which the seal on the event log is kept in as well. Needs a meter registry. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ObjectStoreConfiguration.Folder.class, StoreCallProperties.class, StoreProperties.class
})
public class ObjectStoreConfiguration {

    /** @param storeFolder where recordings are kept, unless {@link StoreProperties} says otherwise */
    @ConfigurationProperties("retrace.relay")
    record Folder(@Nullable Path storeFolder) {}

    @Bean
    ResilientStore objectStore(Folder folder, StoreProperties store, StoreCallProperties calls, MeterRegistry registry)
            throws IOException {
        return new ResilientStore(store.open(folder.storeFolder()), calls.settings(), registry);
    }

    @Bean("recordingStoreHealthIndicator")
    RecordingStoreHealth recordingStoreHealth(ResilientStore store) {
        return new RecordingStoreHealth(store);
    }
}
