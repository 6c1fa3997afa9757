package retrace.relay.rfb.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import retrace.relay.rfb.Rectangle;
import retrace.relay.rfb.RfbViolation;

class FramebufferTest {

    @Property(tries = 300)
    void copiesAsIfThroughASecondPicture(@ForAll long seed) {
        Random random = new Random(seed);
        Framebuffer framebuffer = new Framebuffer(1 + random.nextInt(40), 1 + random.nextInt(40));
        Arrays.setAll(framebuffer.pixels(), i -> i);
        Rectangle to = anyArea(framebuffer, random);
        int sourceX = random.nextInt(framebuffer.width() - to.width() + 1);
        int sourceY = random.nextInt(framebuffer.height() - to.height() + 1);
        int[] expected = framebuffer.pixels().clone();
        for (int y = 0; y < to.height(); y++) {
            for (int x = 0; x < to.width(); x++) {
                expected[(to.y() + y) * framebuffer.width() + to.x() + x] =
                        (sourceY + y) * framebuffer.width() + sourceX + x;
            }
        }
        framebuffer.copy(sourceX, sourceY, to);
        assertThat(framebuffer.pixels()).isEqualTo(expected);
    }

    private static Rectangle anyArea(Framebuffer framebuffer, Random random) {
        int width = random.nextInt(framebuffer.width() + 1);
        int height = random.nextInt(framebuffer.height() + 1);
        return new Rectangle(
                random.nextInt(framebuffer.width() - width + 1),
                random.nextInt(framebuffer.height() - height + 1),
                width,
                height);
    }

    @Property(tries = 300)
    void damageHoldsAllThatWasTouchedAndLittleMoreOnceEach(@ForAll long seed) {
        Random random = new Random(seed);
        Framebuffer framebuffer = new Framebuffer(1 + random.nextInt(300), 1 + random.nextInt(300));
        int[] near = new int[framebuffer.pixels().length];
        boolean[] touched = new boolean[near.length];
        for (int i = random.nextInt(5); i >= 0; i--) {
            Rectangle area = anyArea(framebuffer, random);
            framebuffer.touched(area.x(), area.y(), area.width(), area.height());
            mark(area, framebuffer, touched);
        }
        List<Rectangle> damage = framebuffer.damage().rectangles();
        for (Rectangle area : damage) {
            assertThat(area.fitsIn(framebuffer.width(), framebuffer.height())).isTrue();
            assertThat(area.isEmpty()).isFalse();
            for (int y = area.y(); y < area.bottom(); y++) {
                for (int x = area.x(); x < area.right(); x++) {
                    near[framebuffer.offsetOf(x, y)]++;
                }
            }
        }
        for (int i = 0; i < near.length; i++) {
            assertThat(near[i]).as("at %d", i).isBetween(touched[i] ? 1 : 0, 1);
            if (near[i] == 1) {
                assertThat(isTileTouched(i, framebuffer, touched)).isTrue();
            }
        }
        framebuffer.damage().clear();
        assertThat(framebuffer.damage().isEmpty()).isTrue();
        assertThat(framebuffer.damage().rectangles()).isEmpty();
    }

    private static void mark(Rectangle area, Framebuffer framebuffer, boolean[] marks) {
        for (int y = area.y(); y < area.bottom(); y++) {
            int from = framebuffer.offsetOf(area.x(), y);
            Arrays.fill(marks, from, from + area.width(), true);
        }
    }

    private static boolean isTileTouched(int index, Framebuffer framebuffer, boolean[] touched) {
        int left = index % framebuffer.width() / Damage.TILE * Damage.TILE;
        int top = index / framebuffer.width() / Damage.TILE * Damage.TILE;
        for (int y = top; y < Math.min(top + Damage.TILE, framebuffer.height()); y++) {
            for (int x = left; x < Math.min(left + Damage.TILE, framebuffer.width()); x++) {
                if (touched[framebuffer.offsetOf(x, y)]) {
                    return true;
                }
            }
        }
        return false;
    }

    @Property(tries = 300)
    void isWhollyPaintedOnceEveryPixelHasBeen(@ForAll long seed) {
        Random random = new Random(seed);
        Framebuffer framebuffer = new Framebuffer(1 + random.nextInt(50), 1 + random.nextInt(50));
        boolean[] painted = new boolean[framebuffer.pixels().length];
        for (int i = 0; i < 30; i++) {
            Rectangle area = anyArea(framebuffer, random);
            framebuffer.fill(area.x(), area.y(), area.width(), area.height(), 1);
            mark(area, framebuffer, painted);
            boolean whole = true;
            for (boolean pixel : painted) {
                whole &= pixel;
            }
            assertThat(framebuffer.isWhollyPainted()).isEqualTo(whole);
        }
    }

    @Test
    void isNotWhollyPaintedAfterAResizeAndAllDamaged() {
        Framebuffer framebuffer = new Framebuffer(70, 70);
        framebuffer.fill(0, 0, 70, 70, 5);
        framebuffer.damage().clear();
        assertThat(framebuffer.isWhollyPainted()).isTrue();
        framebuffer.resize(60, 80);
        assertThat(framebuffer.isWhollyPainted()).isFalse();
        assertThat(framebuffer.damage().rectangles()).containsExactly(new Rectangle(0, 0, 60, 80));
        assertThat(framebuffer.pixels()[framebuffer.offsetOf(59, 69)]).isEqualTo(5);
        assertThat(framebuffer.pixels()[framebuffer.offsetOf(0, 70)]).isZero();
    }

    @Test
    void refusesSizesBeforeItTakesMemory() {
        assertThatThrownBy(() -> new Framebuffer(65535, 65535)).isInstanceOf(RfbViolation.class);
        assertThatThrownBy(() -> new Framebuffer(0, 10)).isInstanceOf(RfbViolation.class);
        assertThatThrownBy(() -> new Framebuffer(16384, 4097)).isInstanceOf(RfbViolation.class);
    }
}
