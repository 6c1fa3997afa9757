package retrace.infra.launcher.part;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a part is started.
 *
 * @param configuration a file of settings, null for none beside those that Spring Boot finds by itself
 * @param settings before those of the file and the environment
 */
public record PartOptions(@Nullable Path configuration, Map<String, String> settings) {

    public PartOptions {
        settings = Map.copyOf(settings);
    }
}
