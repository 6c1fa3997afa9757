package retrace.infra.launcher.settings;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Finds settings that begin as Retrace's own do and that nobody would ever read, such as misspelt ones. Others than
 * operators put variables into an environment, Kubernetes one for each port of a service called retrace: there, only what
 * is almost a known one counts.
 */
public final class UnknownKeys {

    private static final int LETTERS_WRONG_MAX = 2;

    private final KnownKeys known;

    private UnknownKeys(KnownKeys known) {
        this.known = known;
    }

    public static UnknownKeys ofClassPath() {
        return new UnknownKeys(KnownKeys.ofClassPath());
    }

    /** @return a sentence for each, in no order */
    public List<String> sentences(Environment environment) {
        List<String> sentences = new ArrayList<>();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource settings) {
                boolean variables = source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
                settings.stream()
                        .filter(KnownKeys.OWN::isAncestorOf)
                        .filter(variables ? this::isMisspeltVariable : name -> !known.contains(name))
                        .map(name -> sentence(name, variables))
                        .distinct()
                        .forEach(sentences::add);
            }
        }
        return sentences;
    }

    private boolean isMisspeltVariable(ConfigurationPropertyName name) {
        return !known.containsLetters(name) && KnownKeys.distance(known.nearest(name), name) <= LETTERS_WRONG_MAX;
    }

    private String sentence(ConfigurationPropertyName name, boolean variable) {
        return (variable ? "The environment's " : "") + name + " is no setting. Is " + known.nearest(name) + " meant?";
    }
}
