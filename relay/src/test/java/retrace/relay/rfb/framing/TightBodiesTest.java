package retrace.relay.rfb.framing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import retrace.relay.rfb.RfbViolation;

class TightBodiesTest {

    private static final PixelSizes THREE_BYTES = new PixelSizes(4, 3);

    private static long bytes(boolean png, int width, int height, String head) {
        ByteBuffer in = ByteBuffer.wrap(HexFormat.of().parseHex(head));
        return TightBodies.bytes(png, width, height, in, 0, THREE_BYTES);
    }

    @ParameterizedTest
    @CsvSource({
        // as x11vnc sends them at compression level 0
        "false, 100, 1, a0ac02, 303", // 100 pixels of three bytes
        "false, 3, 1, a0, 10", // too short for a length
        "false, 16, 8, e0010100000000000010, 26", // two colours, 16 bytes of bits
        "false, 8, 2, e00101000000000000, 11", // two bytes of bits, too short for a length
        // as Xvnc sends them on a wide screen
        "false, 4000, 100, 80, 4",
        "true, 10, 10, a005, 7",
        "false, 10, 10, 9005, 7",
        "true, 10, 10, 0005, 7",
    })
    void tellsTheLengthByTheHead(boolean png, int width, int height, String head, long length) {
        assertThat(bytes(png, width, height, head)).isEqualTo(length);
    }

    @ParameterizedTest
    @CsvSource({"false, c0", "false, d0", "true, b0", "true, e0"})
    void refusesUnknownKinds(boolean png, String head) {
        assertThatThrownBy(() -> bytes(png, 10, 10, head)).isInstanceOf(RfbViolation.class);
    }

    @Test
    void asksForMoreWhereTheLengthIsNotThereYet() {
        assertThat(bytes(false, 100, 1, "a0ac")).isEqualTo(RectangleBodies.MORE);
    }
}
