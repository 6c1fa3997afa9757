package retrace.relay.rfb.decode;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import retrace.relay.rfb.PixelFormat;

/** Pixels of 32 bits: copied in bulk and shifted into place. */
final class WidePixelReader extends PixelReader {

    private static final int COMPONENT_MAX = 255;
    private static final int TIGHT_DEPTH = 24;

    private final boolean bigEndian;
    private final ValueLayout.OfInt layout;
    private final boolean plain;
    private final int redShift;
    private final int greenShift;
    private final int blueShift;
    private final boolean compact;
    private final boolean compactInLow;
    private final boolean tightIsThreeBytes;
    private final int @Nullable [] mapped;

    WidePixelReader(PixelFormat format, ColourMap colours) {
        super(format);
        bigEndian = format.bigEndian();
        layout = ValueLayout.JAVA_INT_UNALIGNED.withOrder(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        redShift = format.redShift();
        greenShift = format.greenShift();
        blueShift = format.blueShift();
        mapped = format.trueColour() ? null : colours.table();
        plain = format.trueColour()
                && format.redMax() == COMPONENT_MAX
                && format.greenMax() == COMPONENT_MAX
                && format.blueMax() == COMPONENT_MAX;
        tightIsThreeBytes = plain && format.depth() == TIGHT_DEPTH;
        long used = (long) format.redMax() << redShift
                | (long) format.greenMax() << greenShift
                | (long) format.blueMax() << blueShift;
        boolean fitsLow = used <= 0xffffff;
        boolean fitsHigh = (used & 0xff) == 0;
        // RFC 6143 asks for a depth of 24 or less too; no streamer that we know of looks at the depth.
        compact = format.trueColour() && (fitsLow || fitsHigh);
        // Where both fit, streamers send those that come first on the wire.
        compactInLow = bigEndian ? !fitsHigh : fitsLow;
    }

    @Override
    int compactBytes() {
        return compact ? 3 : 4;
    }

    @Override
    int tightBytes() {
        return tightIsThreeBytes ? 3 : 4;
    }

    @Override
    int value(byte[] from, int at) {
        int a = from[at] & 0xff;
        int b = from[at + 1] & 0xff;
        int c = from[at + 2] & 0xff;
        int d = from[at + 3] & 0xff;
        return bigEndian ? a << 24 | b << 16 | c << 8 | d : d << 24 | c << 16 | b << 8 | a;
    }

    private int pixelOf(int value) {
        if (plain) {
            return (value >>> redShift & 0xff) << 16 | (value >>> greenShift & 0xff) << 8 | value >>> blueShift & 0xff;
        }
        if (mapped != null) {
            return value >= 0 && value < mapped.length ? mapped[value] : 0;
        }
        return colourOf(value);
    }

    @Override
    int pixel(byte[] from, int at) {
        return pixelOf(value(from, at));
    }

    @Override
    int compactPixel(byte[] from, int at) {
        return compact ? pixelOf(threeByteValue(from, at)) : pixel(from, at);
    }

    private int threeByteValue(byte[] from, int at) {
        int a = from[at] & 0xff;
        int b = from[at + 1] & 0xff;
        int c = from[at + 2] & 0xff;
        int three = bigEndian ? a << 16 | b << 8 | c : c << 16 | b << 8 | a;
        return compactInLow ? three : three << 8;
    }

    @Override
    int tightPixel(byte[] from, int at) {
        return tightIsThreeBytes ? rgb(from, at) : pixel(from, at);
    }

    private static int rgb(byte[] from, int at) {
        return (from[at] & 0xff) << 16 | (from[at + 1] & 0xff) << 8 | from[at + 2] & 0xff;
    }

    @Override
    void row(byte[] from, int at, int[] to, int toAt, int count) {
        MemorySegment.copy(MemorySegment.ofArray(from), layout, at, to, toAt, count);
        arrange(to, toAt, count);
    }

    private void arrange(int[] to, int toAt, int count) {
        int end = toAt + count;
        if (plain && redShift == 16 && greenShift == 8 && blueShift == 0) {
            for (int i = toAt; i < end; i++) {
                to[i] &= 0xffffff;
            }
        } else if (plain) {
            int red = redShift;
            int green = greenShift;
            int blue = blueShift;
            for (int i = toAt; i < end; i++) {
                int value = to[i];
                to[i] = (value >>> red & 0xff) << 16 | (value >>> green & 0xff) << 8 | value >>> blue & 0xff;
            }
        } else {
            for (int i = toAt; i < end; i++) {
                to[i] = pixelOf(to[i]);
            }
        }
    }

    @Override
    void compactRow(byte[] from, int at, int[] to, int toAt, int count) {
        if (!compact) {
            row(from, at, to, toAt, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            to[toAt + i] = threeByteValue(from, at + 3 * i);
        }
        arrange(to, toAt, count);
    }

    @Override
    void tightRow(byte[] from, int at, int[] to, int toAt, int count) {
        if (!tightIsThreeBytes) {
            row(from, at, to, toAt, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            to[toAt + i] = rgb(from, at + 3 * i);
        }
    }
}
