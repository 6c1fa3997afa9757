package retrace.query.rebuild;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import retrace.kernel.session.SessionEvent;
import retrace.kernel.wire.EventNames;
import retrace.kernel.wire.WireJson;

/** Events are read back as the event store reads them, only faster. */
class EventDecoderTest {

    private static final Path GOLDEN = Path.of("../shared-kernel/src/test/resources/golden");

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

    @Test
    void anIdentifierThatStandsInManyEventsIsMadeOnce() throws IOException {
        String stored = Files.readString(GOLDEN.resolve("view-opened.r1.json"));

        SessionEvent one = (SessionEvent) decoder.decode(event("view-opened", stored));
        SessionEvent other = (SessionEvent) decoder.decode(event("view-opened", stored));

        assertThat(one.team()).isSameAs(other.team());
    }

    private void assertReadAlike(String name, String json) {
        Class<?> type = EventNames.eventNamed(name).orElseThrow();
        @Nullable Object expected;
        try {
            expected = plain.readValue(json, type);
        } catch (IOException e) {
            assertThatThrownBy(() -> decoder.decode(event(name, json))).as(json).isInstanceOf(IOException.class);
            return;
        }
        assertThat(decode(name, json)).as(json).isEqualTo(expected);
    }

    private Object decode(String name, String json) {
        try {
            return decoder.decode(event(name, json));
        } catch (IOException e) {
            throw new AssertionError(json, e);
        }
    }

    private static StoredEvent event(String name, String json) {
        byte[] before = "{\"another\":1}".getBytes(UTF_8);
        byte[] payload = json.getBytes(UTF_8);
        byte[] bytes = new byte[before.length + payload.length];
        System.arraycopy(before, 0, bytes, 0, before.length);
        System.arraycopy(payload, 0, bytes, before.length, payload.length);
        return new StoredEvent(
                1, "key", "aggregate", 0, name, "1", new StoredEvent.Payload(bytes, before.length, payload.length));
    }
}
