package retrace.relay.rfb.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import retrace.relay.rfb.Encoding;
import retrace.relay.rfb.Rectangle;
import retrace.relay.rfb.RfbViolation;
import retrace.relay.testing.RecordedPicture;

class PictureDecoderTest {

    private static final Rectangle AREA = new Rectangle(5, 3, 90, 61);

    private static BufferedImage picture(int type) {
        BufferedImage image = new BufferedImage(AREA.width(), AREA.height(), type);
        Graphics2D graphics = image.createGraphics();
        boolean grey = type == BufferedImage.TYPE_BYTE_GRAY;
        graphics.setPaint(new GradientPaint(
                0, 0, grey ? Color.BLACK : new Color(0x204060), 90, 61, grey ? Color.LIGHT_GRAY : Color.ORANGE));
        graphics.fillRect(0, 0, AREA.width(), AREA.height());
        graphics.dispose();
        return image;
    }

    private static byte[] encoded(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }

    /** What lies in the picture, component by component: greys are not taken through another colour space. */
    private static int expected(BufferedImage image, int x, int y) {
        if (image.getRaster().getNumBands() == 1 && image.getType() == BufferedImage.TYPE_BYTE_GRAY) {
            return image.getRaster().getSample(x, y, 0) * 0x010101;
        }
        return image.getRGB(x, y) & 0xffffff;
    }

    private static Framebuffer decode(int encoding, int control, byte[] encoded, Rectangle area) {
        Framebuffer framebuffer = new Framebuffer(100, 70);
        WireBytes bytes = WireBytes.update(1).rectangle(area, encoding).u8(control);
        TightEncoder.compactLength(encoded.length, bytes);
        try (ServerMessageDecoder decoder =
                new ServerMessageDecoder(framebuffer, Formats.SIXTEEN, new RecordedPicture())) {
            decoder.readMessage(new ChunkedInput(bytes.add(encoded).bytes()));
        }
        return framebuffer;
    }

    private static int largestDifference(BufferedImage image, Framebuffer framebuffer) {
        int largest = 0;
        for (int y = 0; y < AREA.height(); y++) {
            for (int x = 0; x < AREA.width(); x++) {
                int shown = framebuffer.pixels()[framebuffer.offsetOf(AREA.x() + x, AREA.y() + y)];
                int expected = expected(image, x, y);
                for (int shift = 0; shift <= 16; shift += 8) {
                    largest = Math.max(largest, Math.abs((shown >> shift & 255) - (expected >> shift & 255)));
                }
            }
        }
        return largest;
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_BYTE_GRAY})
    void showsJpegsNearlyAsTheyWere(int type) throws IOException {
        BufferedImage image = picture(type);
        Framebuffer framebuffer = decode(Encoding.TIGHT, 0x90, encoded(image, "jpeg"), AREA);
        assertThat(largestDifference(image, framebuffer)).isLessThan(12);
        assertThat(framebuffer.pixels()[framebuffer.offsetOf(4, 3)])
                .as("outside")
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_INT_ARGB,
                BufferedImage.TYPE_BYTE_GRAY,
                BufferedImage.TYPE_BYTE_INDEXED,
                BufferedImage.TYPE_BYTE_BINARY
            })
    void showsPngsExactlyAsTheyWere(int type) throws IOException {
        BufferedImage image = picture(type);
        Framebuffer framebuffer = decode(Encoding.TIGHT_PNG, 0xa0, encoded(image, "png"), AREA);
        assertThat(largestDifference(image, framebuffer)).isZero();
        assertThat(Arrays.stream(framebuffer.pixels()).allMatch(pixel -> pixel >>> 24 == 0))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"jpeg, 0x90", "png, 0xa0"})
    void refusesPicturesOfAnotherSize(String format, String control) throws IOException {
        byte[] encoded = encoded(picture(BufferedImage.TYPE_INT_RGB), format);
        Rectangle area = new Rectangle(0, 0, AREA.width() - 1, AREA.height());
        assertThatThrownBy(() -> decode(Encoding.TIGHT_PNG, Integer.decode(control), encoded, area))
                .isInstanceOf(RfbViolation.class)
                .hasMessageContaining("90x61");
    }

    @Test
    void refusesAPictureThatEndsEarly() throws IOException {
        byte[] encoded = encoded(picture(BufferedImage.TYPE_INT_RGB), "png");
        byte[] cut = Arrays.copyOf(encoded, encoded.length / 2);
        assertThatThrownBy(() -> decode(Encoding.TIGHT_PNG, 0xa0, cut, AREA)).isInstanceOf(RfbViolation.class);
    }
}
