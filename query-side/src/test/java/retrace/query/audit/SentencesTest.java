package retrace.query.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import retrace.kernel.wire.EventNames;
import retrace.query.audit.Telling.Kind;

/** Each event that there is, as it is stored for good, in words. */
class SentencesTest {

    private static final Path GOLDEN = Path.of("../shared-kernel/src/test/resources/golden");

    private final Sentences sentences = new Sentences(ZoneId.of("Europe/Vienna"));

    static Stream<Path> golden() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("golden")
    void everyEventIsToldWithoutWordsForProgramsOnly(Path file) throws IOException {
        StoredEvent stored = stored(file);

        Telling telling = sentences.tell(stored);

        assertThat(telling.kind()).isNotEqualTo(Kind.UNKNOWN);
        assertThat(telling.what()).isNotBlank().matches("[A-Z][^_]*");
        assertThat(telling.about()).doesNotContain("null", "Optional[", "[]").doesNotContainPattern("[A-Z]+_[A-Z]+");
        assertThat(new EventLines(ZoneId.of("UTC")).text(stored))
                .contains(telling.what())
                .doesNotContain("\n");
    }

    @Test
    void noEventIsLeftOut() throws IOException {
        Set<String> told = new HashSet<>();
        golden().forEach(file -> told.add(nameOf(file)));

        assertThat(told).containsExactlyInAnyOrderElementsOf(EventNames.all().keySet());
    }

    @Test
    void timesAreInTheZone() throws IOException {
        assertThat(sentences
                        .tell(stored(GOLDEN.resolve("session-expiry-warned.r1.json")))
                        .about())
                .isNotEqualTo(new Sentences(ZoneId.of("UTC"))
                        .tell(stored(GOLDEN.resolve("session-expiry-warned.r1.json")))
                        .about());
    }

    @Test
    void anEventOfANewerVersionIsSaidToBeOne() {
        StoredEvent stored = new StoredEvent(
                1,
                "e",
                "session-1",
                0,
                "session-praised",
                "1",
                "{\"at\":\"2026-11-24T12:00:00Z\"}".getBytes(UTF_8),
                "{}".getBytes(UTF_8),
                "2026-11-24T12:00:00.000Z");

        assertThat(sentences.tell(stored).kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(new EventLines(ZoneId.of("UTC")).text(stored))
                .startsWith("2026-11-24 12:00:00.000 Z  session-praised")
                .contains("An event of a newer version of Retrace.");
    }

    private static StoredEvent stored(Path file) throws IOException {
        return new StoredEvent(
                1,
                "identifier",
                "aggregate",
                0,
                nameOf(file),
                "1",
                Files.readAllBytes(file),
                "{}".getBytes(UTF_8),
                "2026-11-24T12:00:00.000Z");
    }

    private static String nameOf(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.indexOf('.'));
    }
}
