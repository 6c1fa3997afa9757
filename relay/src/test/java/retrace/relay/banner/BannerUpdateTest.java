package retrace.relay.banner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import retrace.relay.rfb.PixelFormat;
import retrace.relay.rfb.Rectangle;
import retrace.relay.rfb.framing.FramebufferSize;

class BannerUpdateTest {

    private static final String SENTENCE = "This session ends in 5 minutes, at 14:05 UTC.";
    private static final BannerPicture PICTURE = BannerPicture.of(SENTENCE, new FramebufferSize(1280, 720));
    private static final PixelFormat MAPPED = new PixelFormat(8, 8, false, false, 0, 0, 0, 0, 0, 0);

    static Stream<PixelFormat> trueColours() {
        return Stream.of(
                new PixelFormat(32, 24, false, true, 255, 255, 255, 16, 8, 0),
                new PixelFormat(32, 24, true, true, 255, 255, 255, 0, 8, 16),
                new PixelFormat(32, 30, true, true, 1023, 1023, 1023, 20, 10, 0),
                new PixelFormat(16, 16, false, true, 31, 63, 31, 11, 5, 0),
                new PixelFormat(16, 15, true, true, 31, 31, 31, 10, 5, 0),
                new PixelFormat(8, 8, false, true, 7, 7, 3, 0, 3, 6),
                new PixelFormat(8, 3, false, true, 1, 1, 1, 2, 1, 0));
    }

    @ParameterizedTest
    @MethodSource("trueColours")
    void eachPixelIsTheNearestThatTheFormatHas(PixelFormat format) {
        ByteBuffer message =
                BannerUpdate.of(PICTURE, format, new ColourTable(), null).orElseThrow();
        assertThat(message.getInt()).isEqualTo(1);
        assertThat(area(message)).isEqualTo(PICTURE.area());
        assertThat(message.getInt()).isZero();
        message.order(format.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        for (int y = 0; y < PICTURE.area().height(); y++) {
            for (int x = 0; x < PICTURE.area().width(); x++) {
                int pixel = pixel(message, format);
                int colour = PICTURE.colourAt(x, y);
                assertNearest(pixel >>> format.redShift() & format.redMax(), format.redMax(), colour >> 16 & 255);
                assertNearest(pixel >>> format.greenShift() & format.greenMax(), format.greenMax(), colour >> 8 & 255);
                assertNearest(pixel >>> format.blueShift() & format.blueMax(), format.blueMax(), colour & 255);
            }
        }
        assertThat(message.hasRemaining()).isFalse();
    }

    private static void assertNearest(int value, int max, int component) {
        assertThat(value).isEqualTo((int) Math.round(component * max / 255.0));
    }

    private static int pixel(ByteBuffer message, PixelFormat format) {
        return switch (format.bytesPerPixel()) {
            case 1 -> message.get() & 0xff;
            case 2 -> message.getShort() & 0xffff;
            default -> message.getInt();
        };
    }

    private static Rectangle area(ByteBuffer message) {
        return new Rectangle(message.getShort(), message.getShort(), message.getShort(), message.getShort());
    }

    @Test
    void mappedColoursAreTheNearestOfThoseToldSoFar() {
        ColourTable colours = new ColourTable();
        assertThat(BannerUpdate.of(PICTURE, MAPPED, colours, null)).isEmpty();
        colours.take(entries(200, 0x0000ff, 0x000000));
        colours.take(entries(7, 0xffffff, 0xff9000));
        ByteBuffer message =
                BannerUpdate.of(PICTURE, MAPPED, colours, null).orElseThrow().position(16);
        assertThat(PICTURE.colourAt(0, 0)).isEqualTo(0xf0a020);
        assertThat(message.get(16)).isEqualTo((byte) 8);
        assertThat(distinct(message)).contains((byte) 201, (byte) 7, (byte) 8);
    }

    private static Stream<Byte> distinctOf(ByteBuffer message) {
        return Stream.generate(message::get).limit(message.remaining()).distinct();
    }

    private static java.util.List<Byte> distinct(ByteBuffer message) {
        return distinctOf(message).toList();
    }

    private static ByteBuffer entries(int first, int... colours) {
        ByteBuffer message = ByteBuffer.allocate(6 + 6 * colours.length);
        message.put((byte) 1).put((byte) 0).putShort((short) first).putShort((short) colours.length);
        for (int colour : colours) {
            for (int shift = 16; shift >= 0; shift -= 8) {
                message.putShort((short) ((colour >> shift & 255) * 257));
            }
        }
        return message.flip();
    }

    @Test
    void aNameComesInARectangleOfItsOwn() {
        PixelFormat format = trueColours().findFirst().orElseThrow();
        ByteBuffer message = BannerUpdate.of(PICTURE, format, new ColourTable(), "Büro - ends 14:05 UTC")
                .orElseThrow();
        assertThat(message.getInt()).isEqualTo(2);
        assertThat(area(message)).isEqualTo(new Rectangle(0, 0, 0, 0));
        assertThat(message.getInt()).isEqualTo(-307);
        byte[] name = new byte[message.getInt()];
        message.get(name);
        assertThat(new String(name, StandardCharsets.UTF_8)).isEqualTo("Büro - ends 14:05 UTC");
        assertThat(area(message)).isEqualTo(PICTURE.area());
    }

    @Test
    void itIsInTheMiddleOfTheUpperEdgeAndInsideEvenTheSmallestPicture() {
        assertThat(PICTURE.area().y()).isZero();
        assertThat(PICTURE.area().x()).isEqualTo((1280 - PICTURE.area().width()) / 2);
        for (int side : new int[] {1, 3, 64, 300, 8000}) {
            Rectangle area =
                    BannerPicture.of(SENTENCE, new FramebufferSize(side, side)).area();
            assertThat(area.fitsIn(side, side)).as("%s in %s", area, side).isTrue();
            assertThat(area.isEmpty()).isFalse();
        }
    }

    @Test
    void lettersGetSmallerBeforeTheyAreCutOff() {
        Rectangle narrow =
                BannerPicture.of(SENTENCE, new FramebufferSize(320, 720)).area();
        assertThat(narrow.height()).isLessThan(PICTURE.area().height());
    }
}
