package retrace.infra.streamer.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameCounterTest {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 255, 256, 0x8000_0000L, 0xFFFF_FFFFL, 0x1234_5678L})
    void readsBackWhatWasDrawn(long counter) {
        assertThat(FrameCounter.read(drawn(counter), WIDTH, HEIGHT)).hasValue(counter);
    }

    @Test
    void isReadThroughTheNoiseOfAVideoCodec() {
        Random random = new Random(3);
        int[] pixels = drawn(987_654_321L);
        for (int i = 0; i < pixels.length; i++) {
            int grey = Math.clamp((pixels[i] & 0xFF) * 219 / 255 + 16 + random.nextInt(61) - 30, 0, 255);
            pixels[i] = grey << 16 | grey << 8 | grey;
        }
        assertThat(FrameCounter.read(pixels, WIDTH, HEIGHT)).hasValue(987_654_321L);
    }

    @Test
    void isNotReadWhereOneBlockIsWrong() {
        for (int block = 0; block < FrameCounter.COLUMNS; block++) {
            int[] pixels = drawn(4711);
            Area strip = FrameCounter.area(HEIGHT);
            for (int y = strip.y(); y < strip.y() + FrameCounter.BLOCK; y++) {
                int from = y * WIDTH + strip.x() + block * FrameCounter.BLOCK;
                for (int x = from; x < from + FrameCounter.BLOCK; x++) {
                    pixels[x] ^= 0xFFFFFF;
                }
            }
            assertThat(FrameCounter.read(pixels, WIDTH, HEIGHT)).isEmpty();
        }
    }

    @Test
    void isNotReadOutOfPlainPictures() {
        int[] pixels = new int[WIDTH * HEIGHT];
        assertThat(FrameCounter.read(pixels, WIDTH, HEIGHT)).isEmpty();
        Arrays.fill(pixels, 0xFFFFFF);
        assertThat(FrameCounter.read(pixels, WIDTH, HEIGHT)).isEmpty();
        assertThat(FrameCounter.read(new int[4], 2, 2)).isEmpty();
    }

    private static int[] drawn(long counter) {
        int[] pixels = new int[WIDTH * HEIGHT];
        FrameCounter.draw((int) counter, pixels, WIDTH, HEIGHT);
        return pixels;
    }
}
