package retrace.infra.launcher.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

class DocumentedKeysTest {

    private static final Path TABLES = Path.of("../../docs/operators/configuration.md");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    @Test
    void everyKeyThatIsDocumentedIsThere() throws IOException {
        KnownKeys known = KnownKeys.ofClassPath();
        Set<String> documented = documented();

        assertThat(documented).hasSizeGreaterThan(100);
        assertThat(documented).allMatch(key -> known.contains(ConfigurationPropertyName.of(key)));
    }

    /** Those of the first column; one that begins with a dot takes the place of the last words of the one before. */
    private static Set<String> documented() throws IOException {
        Set<String> keys = new TreeSet<>();
        for (String line : Files.readAllLines(TABLES)) {
            if (line.startsWith("| `retrace.")) {
                String before = "";
                Matcher quoted = QUOTED.matcher(line.substring(0, line.indexOf(" | ")));
                while (quoted.find()) {
                    String key = quoted.group(1).toLowerCase(Locale.ROOT);
                    before = key.startsWith(".") ? before.substring(0, before.lastIndexOf('.')) + key : key;
                    keys.add(before);
                }
            }
        }
        return keys;
    }
}
