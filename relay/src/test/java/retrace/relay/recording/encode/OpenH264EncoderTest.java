package retrace.relay.recording.encode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import retrace.relay.rfb.Rectangle;

class OpenH264EncoderTest {

    @ParameterizedTest
    @CsvSource({
        "1,1,16,16",
        "15,17,16,18",
        "33,31,34,32",
        "1921,1081,1922,1082",
        "3840,2160,3840,2160",
        "2160,3840,2160,3840",
        "3842,2160,1922,1080",
        "7680,4320,3840,2160",
        "16384,3,3278,16"
    })
    void takesEverySizeThatAFramebufferMayHave(int width, int height, int codedWidth, int codedHeight) {
        int[] pixels = new int[width * height];
        Arrays.fill(pixels, 0x3366cc);
        try (OpenH264Encoder encoder = new OpenH264Encoder(width, height, 10, 24)) {
            assertThat(encoder.format().width()).isEqualTo(codedWidth);
            assertThat(encoder.format().height()).isEqualTo(codedHeight);
            EncodedFrame first = encoder.encode(pixels, List.of(new Rectangle(0, 0, width, height)), true);
            assertThat(first.key()).isTrue();
            pixels[pixels.length - 1] = 0xffffff;
            EncodedFrame second = encoder.encode(pixels, List.of(new Rectangle(width - 1, height - 1, 1, 1)), false);
            assertThat(second.key()).isFalse();
            assertThat(second.data().length).isPositive();
        }
    }

    @Test
    void givesAKeyFrameWhereOneIsAskedForAndUnitsBehindTheirLengths() {
        int[] pixels = new int[320 * 240];
        try (OpenH264Encoder encoder = new OpenH264Encoder(320, 240, 10, 24)) {
            for (int i = 0; i < 6; i++) {
                EncodedFrame frame = encoder.encode(pixels, List.of(), i % 3 == 0);
                assertThat(frame.key()).isEqualTo(i % 3 == 0);
                assertThat(unitTypes(frame.data())).containsOnly(frame.key() ? 5 : 1);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"321,241", "7680,4320"})
    void tellsAPictureThatIsPaintedAgainFromOneThatHasChanged(int width, int height) {
        int[] pixels = new int[width * height];
        Arrays.fill(pixels, 0x3366cc);
        List<Rectangle> all = List.of(new Rectangle(0, 0, width, height));
        List<Rectangle> corner = List.of(new Rectangle(width - 1, height - 1, 1, 1));
        try (OpenH264Encoder encoder = new OpenH264Encoder(width, height, 10, 24)) {
            assertThat(encoder.takeIn(pixels, all)).isTrue();
            assertThat(encoder.takeIn(pixels, all)).isFalse();
            pixels[pixels.length - 1] = 0xffffff;
            assertThat(encoder.takeIn(pixels, corner)).isTrue();
            assertThat(encoder.takeIn(pixels, corner)).isFalse();
            pixels[pixels.length - 1] = 0x3366cc;
            encoder.encode(pixels, all, true);
            assertThat(encoder.takeIn(pixels, all)).as("taken in by encode").isFalse();
        }
    }

    private static List<Integer> unitTypes(byte[] sample) {
        java.nio.ByteBuffer units = java.nio.ByteBuffer.wrap(sample);
        List<Integer> types = new java.util.ArrayList<>();
        while (units.hasRemaining()) {
            int length = units.getInt();
            types.add(units.get(units.position()) & 31);
            units.position(units.position() + length);
        }
        return types;
    }
}
