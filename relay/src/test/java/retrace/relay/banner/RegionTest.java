package retrace.relay.banner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import retrace.relay.rfb.Rectangle;

class RegionTest {

    private static final int SIDE = 24;

    @Test
    void isExactlyWhatWasAddedAndNotTakenAwaySince() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            Region region = new Region();
            boolean[][] expected = new boolean[SIDE][SIDE];
            for (int step = 0; step < 8; step++) {
                Rectangle area = random(random);
                boolean adds = random.nextBoolean();
                if (adds) {
                    region.add(area);
                } else {
                    region.subtract(area);
                }
                fill(expected, area, adds);
                assertThat(covered(region)).isDeepEqualTo(expected);
            }
        }
    }

    @Test
    void aCopyTakesAlongWhatLayInItsSource() {
        Region region = new Region();
        region.add(new Rectangle(4, 0, 8, 3));
        assertThat(region.moved(new Rectangle(0, 1, 6, 6), new Rectangle(10, 11, 6, 6)))
                .containsExactly(new Rectangle(14, 11, 2, 2));
        assertThat(region.moved(new Rectangle(0, 3, 6, 6), new Rectangle(10, 11, 6, 6)))
                .isEmpty();
    }

    @Test
    void ofManyPiecesItIsTheRectangleAroundThem() {
        Region region = new Region();
        for (int i = 0; i <= Region.RECTANGLES_MAX; i++) {
            region.add(new Rectangle(3 * i, 2 * i, 1, 1));
        }
        int last = Region.RECTANGLES_MAX;
        assertThat(region.rectangles()).containsExactly(new Rectangle(0, 0, 3 * last + 1, 2 * last + 1));
    }

    @Test
    void whatIsOutsideASmallerPictureIsForgotten() {
        Region region = new Region();
        region.add(new Rectangle(0, 0, 20, 2));
        region.add(new Rectangle(0, 15, 20, 2));
        region.clip(new Rectangle(0, 0, 10, 10));
        assertThat(region.rectangles()).containsExactly(new Rectangle(0, 0, 10, 2));
    }

    private static Rectangle random(Random random) {
        int x = random.nextInt(SIDE);
        int y = random.nextInt(SIDE);
        return new Rectangle(x, y, random.nextInt(SIDE - x + 1), random.nextInt(SIDE - y + 1));
    }

    private static void fill(boolean[][] pixels, Rectangle area, boolean value) {
        for (int y = area.y(); y < area.bottom(); y++) {
            for (int x = area.x(); x < area.right(); x++) {
                pixels[y][x] = value;
            }
        }
    }

    private static boolean[][] covered(Region region) {
        boolean[][] pixels = new boolean[SIDE][SIDE];
        region.rectangles().forEach(part -> fill(pixels, part, true));
        return pixels;
    }
}
