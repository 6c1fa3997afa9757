package retrace.infra.launcher.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
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
    void byWayOfAxonServerAFleetNeedsNoKeyOfItsOwn() {
        assertThat(sentences(Part.RELAY, null, Map.of("retrace.axon-server.servers", "127.0.0.1")))
                .noneMatch(sentence -> sentence.startsWith("retrace.fleet.key"))
                .anyMatch(sentence -> sentence.startsWith("retrace.relay.spool.folder must be set"));
    }

    static Stream<Arguments> mistakesOfAxonServer() {
        return Stream.of(
                Arguments.of(
                        Map.of("servers", "http://axon:8124"),
                        "retrace.axon-server.servers is HOST or HOST:PORT, several with commas between them, unlike"
                                + " 'http://axon:8124'."),
                Arguments.of(
                        Map.of("servers", "127.0.0.1:812400"),
                        "retrace.axon-server.servers is HOST or HOST:PORT, several with commas between them, unlike"
                                + " '127.0.0.1:812400'."),
                Arguments.of(
                        Map.of("servers", "127.0.0.1:81240"),
                        "retrace.axon-server.servers has the port 81240; ports are 1 to 65535."),
                Arguments.of(
                        Map.of("servers", "127.0.0.1, 192.0.2.1:8124"),
                        "retrace.axon-server.tls.enabled must be true where Axon Server is not of this machine alone:"
                                + " passwords of computers go that way. Where a VPN encrypts, set"
                                + " retrace.axon-server.unencrypted to true instead."),
                Arguments.of(
                        Map.of("servers", "127.0.0.1", "tls.enabled", "true", "tls.trust-certificate", "/none.pem"),
                        "retrace.axon-server.tls.trust-certificate is no file that can be read: /none.pem."),
                Arguments.of(
                        Map.of("servers", "127.0.0.1", "tls.trust-certificate", "/none.pem"),
                        "retrace.axon-server.tls.trust-certificate is for TLS: set retrace.axon-server.tls.enabled to"
                                + " true, or leave it out."),
                Arguments.of(
                        Map.of("servers", "127.0.0.1", "connect-time-max", "0s"),
                        "retrace.axon-server.connect-time-max is more than 0."));
    }

    @ParameterizedTest
    @MethodSource("mistakesOfAxonServer")
    void aMistakeAboutAxonServerIsSaidWithAllElse(Map<String, String> settings, String expected) {
        Map<String, String> keys = new HashMap<>();
        settings.forEach((key, value) -> keys.put("retrace.axon-server." + key, value));

        assertThat(sentences(Part.COMMAND_SIDE, null, keys))
                .contains(expected)
                .anyMatch(sentence -> sentence.startsWith("spring.datasource.url must be set"));
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
