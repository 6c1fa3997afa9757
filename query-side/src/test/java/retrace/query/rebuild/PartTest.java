package retrace.query.rebuild;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartTest {

    private static final int PARTS = 16;

    @Test
    void aKeyIsInTheSamePartWhereverItsBytesLieAndWhateverVersionAsks() {
        byte[] bytes = "..session-0a1b2c..".getBytes(UTF_8);

        assertThat(Part.of(bytes, 2, bytes.length - 4, PARTS))
                .isEqualTo(partOf("session-0a1b2c"))
                .isEqualTo(10);
    }

    @Test
    void keysAreSpreadOverAllParts() {
        int[] counts = new int[PARTS];
        IntStream.range(0, 16_000).forEach(i -> counts[partOf("session-" + i)]++);

        assertThat(counts).hasSize(PARTS);
        assertThat(IntStream.of(counts)).allMatch(count -> count > 800 && count < 1200);
    }

    private static int partOf(String key) {
        byte[] bytes = key.getBytes(UTF_8);
        return Part.of(bytes, 0, bytes.length, PARTS);
    }
}
