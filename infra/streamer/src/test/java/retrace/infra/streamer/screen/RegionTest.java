package retrace.infra.streamer.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RegionTest {

    private static final int SIDE = 40;

    @Test
    void holdsExactlyWhatWasAddedAndNotTakenAway() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            Region region = new Region();
            boolean[] expected = new boolean[SIDE * SIDE];
            for (int step = 0; step < 8; step++) {
                Area area = new Area(random.nextInt(30), random.nextInt(30), random.nextInt(11), random.nextInt(11));
                boolean isAdded = random.nextInt(3) > 0;
                if (isAdded) {
                    region.add(area);
                } else {
                    region.subtract(area);
                }
                mark(expected, area, isAdded);
            }
            assertThat(bitmap(region)).isEqualTo(expected);
            assertThatNothingIsHeldTwice(region);
        }
    }

    @Test
    void staysBoundedAndLosesNothingWhenItIsAllInPieces() {
        Region region = new Region();
        for (int i = 0; i < 1000; i++) {
            region.add(new Area(i * 2, i % 7 * 2, 1, 1));
        }
        assertThat(region.areas()).hasSizeLessThanOrEqualTo(48);
        for (int i = 0; i < 1000; i++) {
            assertThat(region.intersects(new Area(i * 2, i % 7 * 2, 1, 1))).isTrue();
        }
    }

    private static void assertThatNothingIsHeldTwice(Region region) {
        List<Area> areas = region.areas();
        for (int a = 0; a < areas.size(); a++) {
            for (int b = a + 1; b < areas.size(); b++) {
                assertThat(areas.get(a).intersects(areas.get(b))).isFalse();
            }
        }
    }

    private static boolean[] bitmap(Region region) {
        boolean[] bits = new boolean[SIDE * SIDE];
        region.areas().forEach(area -> mark(bits, area, true));
        return bits;
    }

    private static void mark(boolean[] bits, Area area, boolean value) {
        for (int y = area.y(); y < area.bottom(); y++) {
            for (int x = area.x(); x < area.right(); x++) {
                bits[y * SIDE + x] = value;
            }
        }
    }
}
