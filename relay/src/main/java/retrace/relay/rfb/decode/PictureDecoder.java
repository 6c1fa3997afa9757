package retrace.relay.rfb.decode;

import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import retrace.relay.rfb.Rectangle;
import retrace.relay.rfb.RfbViolation;

/**
 * Decodes JPEG and PNG pictures inside rectangles. Their size is checked before their pixels are read. Colour profiles
 * in them are passed over, as viewers do.
 */
final class PictureDecoder implements AutoCloseable {

    private final Map<String, ImageReader> readers = new HashMap<>();

    /**
     * @param format JPEG or PNG
     * @param encoded the picture, in the first {@code length} bytes
     */
    void paint(String format, byte[] encoded, int length, Rectangle area, Framebuffer framebuffer) {
        BufferedImage picture = decode(format, encoded, length, area);
        boolean bytes = picture.getColorModel() instanceof ComponentColorModel
                && picture.getRaster().getDataBuffer() instanceof DataBufferByte
                && picture.getSampleModel() instanceof PixelInterleavedSampleModel;
        if (bytes) {
            paintBytes(picture.getRaster(), area, framebuffer);
        } else {
            paintAny(picture, area, framebuffer);
        }
        framebuffer.touched(area.x(), area.y(), area.width(), area.height());
    }

    /** Components as they are: {@code getRGB} is slow, and brightens greys on its way to another colour space. */
    private static void paintBytes(Raster raster, Rectangle area, Framebuffer framebuffer) {
        PixelInterleavedSampleModel model = (PixelInterleavedSampleModel) raster.getSampleModel();
        byte[] from = ((DataBufferByte) raster.getDataBuffer()).getData();
        int[] bands = model.getBandOffsets();
        int red = bands[0];
        int green = bands[bands.length < 3 ? 0 : 1];
        int blue = bands[bands.length < 3 ? 0 : 2];
        int step = model.getPixelStride();
        int[] pixels = framebuffer.pixels();
        for (int row = 0; row < area.height(); row++) {
            int at = row * model.getScanlineStride();
            int to = framebuffer.offsetOf(area.x(), area.y() + row);
            for (int x = 0; x < area.width(); x++, at += step) {
                pixels[to + x] =
                        (from[at + red] & 0xff) << 16 | (from[at + green] & 0xff) << 8 | from[at + blue] & 0xff;
            }
        }
    }

    private static void paintAny(BufferedImage picture, Rectangle area, Framebuffer framebuffer) {
        int[] pixels = framebuffer.pixels();
        int start = framebuffer.offsetOf(area.x(), area.y());
        picture.getRGB(0, 0, area.width(), area.height(), pixels, start, framebuffer.width());
        for (int y = area.y(); y < area.bottom(); y++) {
            int from = framebuffer.offsetOf(area.x(), y);
            for (int i = from; i < from + area.width(); i++) {
                pixels[i] &= 0xffffff;
            }
        }
    }

    private BufferedImage decode(String format, byte[] encoded, int length, Rectangle area) {
        ImageReader reader = readers.computeIfAbsent(
                format, name -> ImageIO.getImageReadersByFormatName(name).next());
        try (MemoryCacheImageInputStream in =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(encoded, 0, length))) {
            reader.setInput(in, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if (width != area.width() || height != area.height()) {
                throw new RfbViolation("A " + format + " picture of " + width + "x" + height + " for " + area + ".");
            }
            return reader.read(0);
        } catch (RfbViolation e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Broken pictures make the library's readers fail in many ways, all of them the streamer's fault.
            throw new RfbViolation("The streamer sends a " + format + " picture that cannot be decoded.", e);
        }
    }

    @Override
    public void close() {
        readers.values().forEach(ImageReader::dispose);
    }
}
