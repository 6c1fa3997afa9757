package retrace.relay.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import retrace.kernel.id.SegmentId;
import retrace.kernel.recording.FrameRate;
import retrace.kernel.recording.View;
import retrace.relay.recording.encode.VideoFormat;

class PartIndexTest {

    private static final PartIndex INDEX = new PartIndex(
            SegmentId.create(),
            new View(1, "Main", FrameRate.DEFAULT, 640, 480),
            Instant.parse("2026-11-24T10:00:00Z"),
            new VideoFormat(640, 480, new byte[] {1, 2, 3}),
            2,
            List.of(new PartIndex.Sample(100, 0, true), new PartIndex.Sample(7, 40, false)),
            "e3069283");

    @Test
    void isReadBackAsItWasWritten() throws Exception {
        assertThat(PartIndex.fromJson(INDEX.toJson()))
                .usingRecursiveComparison()
                .isEqualTo(INDEX);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "{\"part\":1}", "{\"samples\":[{}]}"})
    void isRefusedWhereItIsNone(String json) {
        assertThatThrownBy(() -> PartIndex.fromJson(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void isRefusedWhereTimesDoNotRise() {
        String json =
                new String(INDEX.toJson(), StandardCharsets.UTF_8).replace("\"timeMillis\":40", "\"timeMillis\":0");
        assertThatThrownBy(() -> PartIndex.fromJson(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class);
    }

    /** Whatever lies in the store, reading it gives an index or an IOException. */
    @FuzzTest(maxDuration = "20s")
    void anyBytesAreAnIndexOrRefused(byte[] bytes) {
        try {
            assertThat(PartIndex.fromJson(bytes).samples()).isNotEmpty();
        } catch (IOException refused) {
            assertThat(refused).isNotNull();
        }
    }
}
