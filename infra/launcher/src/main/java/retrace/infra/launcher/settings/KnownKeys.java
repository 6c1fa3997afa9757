package retrace.infra.launcher.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.springframework.boot.configurationmetadata.ConfigurationMetadataProperty;
import org.springframework.boot.configurationmetadata.ConfigurationMetadataRepositoryJsonBuilder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** All keys of Retrace's own, as the compiler has written them down from the classes that they are bound to. */
final class KnownKeys {

    static final ConfigurationPropertyName OWN = ConfigurationPropertyName.of("retrace");

    /** What the compiler has written, and what is read otherwise than by a class of settings. */
    private static final List<String> METADATA = List.of(
            "classpath*:META-INF/spring-configuration-metadata.json",
            "classpath*:META-INF/additional-spring-configuration-metadata.json");

    private final Set<ConfigurationPropertyName> keys = new HashSet<>();
    /** Whoever sets something below them chooses the last word. */
    private final Set<ConfigurationPropertyName> maps = new HashSet<>();

    KnownKeys(Collection<ConfigurationMetadataProperty> properties) {
        for (ConfigurationMetadataProperty property : properties) {
            ConfigurationPropertyName name = ConfigurationPropertyName.of(property.getId());
            if (OWN.isAncestorOf(name)) {
                String type = String.valueOf(property.getType());
                (type.startsWith("java.util.Map") ? maps : keys).add(name);
            }
        }
    }

    static KnownKeys ofClassPath() {
        ConfigurationMetadataRepositoryJsonBuilder metadata = ConfigurationMetadataRepositoryJsonBuilder.create();
        try {
            for (String pattern : METADATA) {
                for (Resource resource : new PathMatchingResourcePatternResolver().getResources(pattern)) {
                    try (InputStream in = resource.getInputStream()) {
                        metadata.withJsonResource(in);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the class path can be read", e);
        }
        return new KnownKeys(metadata.build().getAllProperties().values());
    }

    Set<ConfigurationPropertyName> all() {
        Set<ConfigurationPropertyName> all = new HashSet<>(keys);
        all.addAll(maps);
        return all;
    }

    boolean contains(ConfigurationPropertyName name) {
        return keys.contains(name)
                || name.isLastElementIndexed() && keys.contains(name.getParent())
                || maps.stream().anyMatch(map -> map.isAncestorOf(name));
    }

    /** As in the environment, where nothing tells a dot from a hyphen. */
    boolean containsLetters(ConfigurationPropertyName name) {
        String letters = letters(name);
        return keys.stream().anyMatch(key -> letters(key).equals(letters))
                || maps.stream().anyMatch(map -> letters.startsWith(letters(map)));
    }

    /** Known for certain: there are always some. */
    ConfigurationPropertyName nearest(ConfigurationPropertyName name) {
        return all().stream()
                .min(Comparator.<ConfigurationPropertyName>comparingInt(key -> distance(key, name))
                        .thenComparing(ConfigurationPropertyName::toString))
                .orElseThrow();
    }

    /** How many letters must be changed to come from one to the other. */
    static int distance(ConfigurationPropertyName one, ConfigurationPropertyName other) {
        return LevenshteinDistance.getDefaultInstance().apply(letters(one), letters(other));
    }

    private static String letters(ConfigurationPropertyName name) {
        return name.toString().replaceAll("[^a-zA-Z0-9]", "").toLowerCase(Locale.ROOT);
    }
}
