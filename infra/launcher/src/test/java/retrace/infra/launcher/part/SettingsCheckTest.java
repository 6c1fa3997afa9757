package retrace.infra.launcher.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import retrace.infra.launcher.up.StartRefused;

class SettingsCheckTest {

    private static final String KEY = "0123456789012345678901234567890123456789";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "COMMAND_SIDE, retrace.command.credential-key, retrace.command.link-key",
        "QUERY_SIDE, retrace.query.event-log.signing-key, retrace.fleet.key",
        "RELAY, retrace.relay.link-key, retrace.relay.spool.folder"
    })
    void allThatIsMissingIsSaidAtOnceInASentenceEach(Part part, String one, String other) {
        List<String> sentences = sentences(part, null, Map.of());

        assertThat(sentences)
                .allMatch(sentence -> sentence.matches("[a-z.-]+ must be set: .+"))
                .anyMatch(sentence -> sentence.startsWith(one + " "))
                .anyMatch(sentence -> sentence.startsWith(other + " "))
                .anyMatch(sentence -> sentence.startsWith("spring.datasource.url "))
                .anyMatch(sentence -> sentence.startsWith("retrace.security.operator-key "));
    }

    @Test
    void whatIsInTheFileIsNotMissing() throws IOException {
        Path file = Files.writeString(
                folder.resolve("some.properties"),
                "retrace.fleet.key=" + KEY + "\nretrace.security.operator-key=" + KEY + "\n");

        assertThat(sentences(Part.QUERY_SIDE, file, Map.of("spring.datasource.url", "jdbc:mysql://somewhere")))
                .satisfiesExactlyInAnyOrder(
                        sentence -> assertThat(sentence).startsWith("retrace.query.event-log.signing-key must be set"),
                        sentence -> assertThat(sentence)
                                .isEqualTo("spring.datasource.url begins with jdbc:postgresql://, unlike"
                                        + " 'jdbc:mysql://somewhere'."));
    }

    @Test
    void aFileThatIsNotThereIsSaidSo() {
        assertThat(sentences(Part.RELAY, folder.resolve("none.properties"), Map.of()))
                .containsExactly("There is no file " + folder.resolve("none.properties") + " that can be read.");
    }

    private static List<String> sentences(Part part, @Nullable Path file, Map<String, String> settings) {
        StartRefused refused = catchThrowableOfType(
                StartRefused.class, () -> RunningPart.start(part, new PartOptions(file, settings)));
        return String.valueOf(refused.getMessage()).lines().toList();
    }
}
