package retrace.kernel.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.UnknownSerializedType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import retrace.kernel.EventName;
import retrace.kernel.session.EndReason;
import retrace.kernel.session.SessionEvent.SessionEnded;
import retrace.kernel.session.SessionEvent.ViewOpened;

/** The golden files are what the event store holds for good: files are added, none is ever changed. */
class GoldenEventsTest {

    private final EventSerializer serializer = EventSerializer.create();

    static Stream<Object> samples() {
        return EventSamples.all().stream();
    }

    @Test
    void everyEventHasASample() {
        assertThat(samples().<Class<?>>map(Object::getClass))
                .containsExactlyInAnyOrderElementsOf(EventNames.all().values());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void anEventIsWrittenAsItsGoldenFile(Object sample) throws IOException {
        EventName name = sample.getClass().getAnnotation(EventName.class);

        SerializedObject<byte[]> written = serializer.serialize(sample, byte[].class);

        assertThat(written.getType().getName()).isEqualTo(name.value());
        assertThat(written.getType().getRevision()).isEqualTo(Integer.toString(name.revision()));
        assertThat(new String(written.getData(), UTF_8)).isEqualTo(golden(name));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aGoldenFileIsReadAsItsEvent(Object sample) throws IOException {
        EventName name = sample.getClass().getAnnotation(EventName.class);

        Object read = serializer.deserialize(stored(name.value(), Integer.toString(name.revision()), golden(name)));

        assertThat(read).isEqualTo(sample);
    }

    @Test
    void theEndThatAnotherRelayReportsSaysWhenTheLostOneWasSeenLast() throws IOException {
        SessionEnded lost = new SessionEnded(
                EventSamples.SESSION,
                EventSamples.TEAM,
                EventSamples.ENDPOINT,
                EndReason.RELAY_LOST,
                "The relay that carried it was lost.",
                EventSamples.AT.minusSeconds(30),
                EventSamples.AT);
        String golden = golden("/golden/session-ended.r1.relay-lost.json");

        assertThat(new String(serializer.serialize(lost, byte[].class).getData(), UTF_8))
                .isEqualTo(golden);
        assertThat(serializer.<byte[], Object>deserialize(stored("session-ended", "1", golden)))
                .isEqualTo(lost);
    }

    @Test
    void anUnknownRevisionIsReportedAndNotGuessed() {
        for (String revision : List.of("0", "2", "")) {
            Object read = serializer.deserialize(stored("session-ended", revision, "{}"));

            assertThat(read).as("revision '%s'", revision).isInstanceOf(UnknownSerializedType.class);
        }
    }

    @Test
    void anUnknownNameIsReportedAndNotGuessed() {
        assertThat(serializer.<byte[], Object>deserialize(stored("session-forgotten", "1", "{}")))
                .isInstanceOf(UnknownSerializedType.class);
    }

    @Test
    void aMemberThatALaterVersionAddedIsPassedOver() {
        assertThat(serializer.<byte[], Object>deserialize(stored(
                        "view-opened",
                        "1",
                        "{\"session\":\"%s\",\"team\":\"%s\",\"view\":{\"monitor\":2,\"monitorName\":\"Right\",\"frameRate\":10,\"width\":1920,\"height\":1080,\"depth\":24},\"at\":\"%s\"}"
                                .formatted(EventSamples.SESSION, EventSamples.TEAM, EventSamples.AT))))
                .isInstanceOf(ViewOpened.class);
    }

    private static SerializedObject<byte[]> stored(String name, String revision, String json) {
        return new SimpleSerializedObject<>(
                json.getBytes(UTF_8), byte[].class, new SimpleSerializedType(name, revision));
    }

    private static String golden(EventName name) throws IOException {
        return golden("/golden/" + name.value() + ".r" + name.revision() + ".json");
    }

    private static String golden(String file) throws IOException {
        try (InputStream in = GoldenEventsTest.class.getResourceAsStream(file)) {
            assertThat(in).as(file).isNotNull();
            return new String(in.readAllBytes(), UTF_8).stripTrailing();
        }
    }
}
