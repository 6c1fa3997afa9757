package retrace.relay.banner;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import retrace.relay.rfb.Encoding;
import retrace.relay.rfb.PixelFormat;
import retrace.relay.rfb.Rectangle;

/**
 * A FramebufferUpdate that paints a banner in Raw, which every viewer takes and which touches no zlib stream (RFC 6143,
 * sections 7.6.1 and 7.7.1).
 */
public final class BannerUpdate {

    private static final int HEADER_BYTES = 4;
    private static final int RECTANGLE_HEADER_BYTES = 12;

    private BannerUpdate() {}

    /**
     * @param colours what the format's pixels stand for where it has a colour map
     * @param name the desktop's new name, null to leave it (rfbproto, "DesktopName Pseudo-encoding")
     * @return the message, or nothing where no colour of the viewer's is known
     */
    public static Optional<ByteBuffer> of(
            BannerPicture picture, PixelFormat format, ColourTable colours, @Nullable String name) {
        if (!format.trueColour() && colours.isEmpty()) {
            return Optional.empty();
        }
        byte[] nameBytes = name == null ? new byte[0] : name.getBytes(UTF_8);
        int nameRectangle = name == null ? 0 : RECTANGLE_HEADER_BYTES + 4 + nameBytes.length;
        Rectangle area = picture.area();
        int pixelBytes = area.width() * area.height() * format.bytesPerPixel();
        ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + nameRectangle + RECTANGLE_HEADER_BYTES + pixelBytes);
        out.putShort((short) 0).putShort((short) (name == null ? 1 : 2));
        if (name != null) {
            rectangle(out, new Rectangle(0, 0, 0, 0), Encoding.DESKTOP_NAME);
            out.putInt(nameBytes.length).put(nameBytes);
        }
        rectangle(out, area, Encoding.RAW);
        pixels(out, picture, format, colours);
        return Optional.of(out.flip().order(ByteOrder.BIG_ENDIAN));
    }

    private static void rectangle(ByteBuffer out, Rectangle area, int encoding) {
        out.putShort((short) area.x())
                .putShort((short) area.y())
                .putShort((short) area.width())
                .putShort((short) area.height())
                .putInt(encoding);
    }

    private static void pixels(ByteBuffer out, BannerPicture picture, PixelFormat format, ColourTable colours) {
        IntUnaryOperator pixelOf = format.trueColour() ? colour -> trueColour(colour, format) : colours::nearest;
        Map<Integer, Integer> known = new HashMap<>(); // the picture has few colours
        out.order(format.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        for (int y = 0; y < picture.area().height(); y++) {
            for (int x = 0; x < picture.area().width(); x++) {
                int pixel = known.computeIfAbsent(picture.colourAt(x, y), pixelOf::applyAsInt);
                switch (format.bytesPerPixel()) {
                    case 1 -> out.put((byte) pixel);
                    case 2 -> out.putShort((short) pixel);
                    default -> out.putInt(pixel);
                }
            }
        }
    }

    private static int trueColour(int colour, PixelFormat format) {
        return component(colour >> 16, format.redMax()) << format.redShift()
                | component(colour >> 8, format.greenMax()) << format.greenShift()
                | component(colour, format.blueMax()) << format.blueShift();
    }

    private static int component(int value, int max) {
        return ((value & 0xff) * max + 127) / 255;
    }
}
