package retrace.relay.rfb.decode;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import retrace.relay.rfb.Rectangle;
import retrace.relay.rfb.RfbViolation;

/** Decodes JPEG and PNG pictures inside rectangles. Their size is checked before their pixels are read. */
final class PictureDecoder {

    /** @param format JPEG or PNG */
    void paint(String format, byte[] encoded, Rectangle area, Framebuffer framebuffer) {
        BufferedImage picture = decode(format, encoded, area);
        picture.getRGB(
                0,
                0,
                area.width(),
                area.height(),
                framebuffer.pixels(),
                framebuffer.offsetOf(area.x(), area.y()),
                framebuffer.width());
        clearAlpha(area, framebuffer);
        framebuffer.touched(area.x(), area.y(), area.width(), area.height());
    }

    private static void clearAlpha(Rectangle area, Framebuffer framebuffer) {
        int[] pixels = framebuffer.pixels();
        for (int y = area.y(); y < area.bottom(); y++) {
            int from = framebuffer.offsetOf(area.x(), y);
            for (int i = from; i < from + area.width(); i++) {
                pixels[i] &= 0xffffff;
            }
        }
    }

    private static BufferedImage decode(String format, byte[] encoded, Rectangle area) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        ImageReader reader = readers.next();
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(encoded))) {
            reader.setInput(in, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if (width != area.width() || height != area.height()) {
                throw new RfbViolation("A " + format + " picture of " + width + "x" + height + " for " + area + ".");
            }
            return reader.read(0);
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new RfbViolation("The streamer sends a " + format + " picture that cannot be decoded.", e);
        } finally {
            reader.dispose();
        }
    }
}
