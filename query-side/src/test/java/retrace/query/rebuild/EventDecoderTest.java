package retrace.query.rebuild;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import retrace.kernel.session.SessionEvent;
import retrace.kernel.wire.EventNames;
import retrace.kernel.wire.WireJson;

/** Events are read back as the event store reads them, only faster. */
class EventDecoderTest {

    private static final Path GOLDEN = Path.of("../shared-kernel/src/test/resources/golden");

    /** Sets are left to Jackson: there are few such events. */
    private static final Set<String> WITH_SETS = Set.of("team-created", "plan-changed");

    private final ObjectMapper plain = WireJson.mapper();
    private final EventDecoder decoder = new EventDecoder();

    static List<Path> goldenFiles() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.filter(file -> EventNames.eventNamed(nameOf(file)).isPresent())
                    .sorted()
                    .toList();
        }
    }

    private static String nameOf(Path golden) {
        return golden.getFileName().toString().replaceFirst("\\.r1.*", "");
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void aGoldenEventIsReadAsTheStoreReadsIt(Path golden) throws IOException {
        assertReadAlike(nameOf(golden), Files.readString(golden));
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void withoutAMemberOrWithNullOrSomethingElseInItsPlaceTooAndInAnyOrder(Path golden) throws IOException {
        ObjectNode event = (ObjectNode) plain.readTree(golden.toFile());
        List<String> members = new ArrayList<>(
                event.properties().stream().map(java.util.Map.Entry::getKey).toList());
        for (String member : members) {
            assertReadAlike(
                    nameOf(golden), event.deepCopy().without(List.of(member)).toString());
            assertReadAlike(nameOf(golden), event.deepCopy().putNull(member).toString());
            assertReadAlike(
                    nameOf(golden), event.deepCopy().put(member, "no such").toString());
            assertReadAlike(nameOf(golden), event.deepCopy().put(member, true).toString());
            ObjectNode other = event.deepCopy();
            other.putArray(member).add(1).addObject().put("of", "later");
            assertReadAlike(nameOf(golden), other.toString());
        }
        ObjectNode turned = plain.createObjectNode();
        turned.putObject("ofLater").putArray("too").add(1);
        Collections.reverse(members);
        members.forEach(member -> turned.set(member, event.get(member)));
        assertReadAlike(nameOf(golden), turned.toString());
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void anEventAsItIsWrittenIsReadWithoutJackson(Path golden) throws Exception {
        Class<?> type = EventNames.eventNamed(nameOf(golden)).orElseThrow();
        Object event = plain.readValue(golden.toFile(), type);
        @Nullable PlainReader reader = new PlainReaders().of(type);
        assertThat(reader == null).isEqualTo(WITH_SETS.contains(nameOf(golden)));
        if (reader == null) {
            return;
        }
        PlainJson json = new PlainJson();

        json.begin(StoredEvent.Payload.of(plain.writeValueAsBytes(event)));

        assertThat(reader.read(json)).isEqualTo(event);
        json.requireEnd();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-24T10:20:30Z",
                "2026-11-24T10:20:30.1Z",
                "2026-11-24T10:20:30.123456789Z",
                "2026-11-24T10:20:30.1234567890Z",
                "2026-11-24T10:20:30.Z",
                "2026-11-24T10:20:30,5Z",
                "2026-11-24T10:20Z",
                "2026-11-24T10:20:30.5+01:00",
                "2026-11-24T24:00:00Z",
                "2026-11-24T23:59:60Z",
                "2026-11-24T23:60:00Z",
                "2024-02-29T00:00:00Z",
                "2026-02-29T00:00:00Z",
                "2026-12-31T23:59:59.999999999Z",
                "2026-13-01T00:00:00Z",
                "2026-00-01T00:00:00Z",
                "2026-01-00T00:00:00Z",
                "0000-01-01T00:00:00Z",
                "+12026-01-01T00:00:00Z",
                "20260-1-01T00:00:00Z",
                "1764000000"
            })
    void momentsAreReadOrRefusedAlike(String moment) throws IOException {
        String stored = Files.readString(GOLDEN.resolve("session-expiry-warned.r1.json"));

        assertReadAlike("session-expiry-warned", replaced(stored, "expiresAt", '"' + moment + '"'));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "00",
                "07",
                "-0",
                "-7",
                "7.0",
                "7e1",
                "7E0",
                "2147483648",
                "99999999999",
                "\"7\"",
                "+7",
                "7x"
            })
    void numbersAreReadOrRefusedAlike(String number) throws IOException {
        String stored = Files.readString(GOLDEN.resolve("segment-expired.r1.json"));

        assertReadAlike("segment-expired", replaced(stored, "daysKept", number));
    }

    @ParameterizedTest
    @ValueSource(strings = {"123456789012345678", "1234567890123456789", "9223372036854775808", "99999999999999999999"})
    void longNumbersAreReadOrRefusedAlike(String number) throws IOException {
        String stored = Files.readString(GOLDEN.resolve("segment-deletion-decided.r1.json"));

        assertReadAlike("segment-deletion-decided", replaced(stored, "generation", number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Größe",
                "日本",
                "😀",
                "a\\\"b",
                "\\u00e4",
                "\\ud83d\\ude00",
                "a\tb",
                "\ufffd",
                "\u007f",
                "a/b",
                "{}"
            })
    void textsAreReadOrRefusedAlike(String text) throws IOException {
        String stored = Files.readString(GOLDEN.resolve("segment-failed.r1.json"));

        assertReadAlike("segment-failed", replaced(stored, "why", '"' + text + '"'));
    }

    @ParameterizedTest
    @ValueSource(strings = {"c3", "c328", "c0af", "eda080", "f5808080", "ff", "00"})
    void bytesThatAreNoTextAreRefusedAlike(String bytes) throws IOException {
        String stored = Files.readString(GOLDEN.resolve("segment-failed.r1.json"));
        String marked = replaced(stored, "why", "\"MARK\"");
        String noText = new String(HexFormat.of().parseHex(bytes), ISO_8859_1);

        assertReadAlike("segment-failed", marked.replace("MARK", noText).getBytes(ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {" %s", "%s ", "%s}", "%s{}", "{}", "[]", "null", "", "{", "\"text\"", "{\"session\":", "{,}"})
    void whatStandsAroundItIsTakenOrRefusedAlike(String around) throws IOException {
        String stored =
                Files.readString(GOLDEN.resolve("segment-failed.r1.json")).strip();

        assertReadAlike("segment-failed", around.replace("%s", stored));
        assertReadAlike("segment-failed", stored.replace("}", ",}"));
        assertReadAlike("segment-failed", stored.replace(",", ",,"));
        assertReadAlike("segment-failed", stored.replace(":", ": "));
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void anEventThatIsCutOffIsRefused(Path golden) throws IOException {
        String stored = plain.readTree(golden.toFile()).toString();
        for (int length = 0; length < stored.length(); length++) {
            assertReadAlike(nameOf(golden), stored.substring(0, length));
        }
    }

    /** With something else in the place of what the member has. */
    private String replaced(String json, String member, String value) throws IOException {
        JsonNode event = plain.readTree(json);
        String before = '"' + member + "\":" + event.required(member);
        assertThat(event.toString()).contains(before);
        return event.toString().replace(before, '"' + member + "\":" + value);
    }

    @Test
    void anIdentifierThatStandsInManyEventsIsMadeOnce() throws IOException {
        String stored = Files.readString(GOLDEN.resolve("view-opened.r1.json")).strip();

        SessionEvent one = (SessionEvent) decoder.decode(event("view-opened", stored.getBytes(UTF_8)));
        SessionEvent other = (SessionEvent) decoder.decode(event("view-opened", stored.getBytes(UTF_8)));

        assertThat(one.team()).isSameAs(other.team());
    }

    private void assertReadAlike(String name, String json) {
        assertReadAlike(name, json.getBytes(UTF_8));
    }

    private void assertReadAlike(String name, byte[] payload) {
        String json = new String(payload, UTF_8);
        Class<?> type = EventNames.eventNamed(name).orElseThrow();
        @Nullable Object expected;
        try {
            expected = plain.readValue(payload, type);
        } catch (IOException e) {
            expected = null;
        }
        if (expected == null) {
            assertThatThrownBy(() -> decoder.decode(event(name, payload)))
                    .as(json)
                    .isInstanceOf(IOException.class);
        } else {
            assertThat(decode(name, payload)).as(json).isEqualTo(expected);
        }
    }

    private Object decode(String name, byte[] payload) {
        try {
            return decoder.decode(event(name, payload));
        } catch (IOException e) {
            throw new AssertionError(new String(payload, UTF_8), e);
        }
    }

    private static StoredEvent event(String name, byte[] payload) {
        byte[] before = "{\"another\":1}".getBytes(UTF_8);
        byte[] after = "\"}\"".getBytes(UTF_8);
        byte[] bytes = new byte[before.length + payload.length + after.length];
        System.arraycopy(before, 0, bytes, 0, before.length);
        System.arraycopy(payload, 0, bytes, before.length, payload.length);
        System.arraycopy(after, 0, bytes, before.length + payload.length, after.length);
        return new StoredEvent(
                1, "key", "aggregate", 0, name, "1", new StoredEvent.Payload(bytes, before.length, payload.length));
    }
}
