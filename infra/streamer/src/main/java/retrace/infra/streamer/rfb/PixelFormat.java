package retrace.infra.streamer.rfb;

import java.io.DataInputStream;
import java.io.IOException;

/**
 * How pixels lie on the wire (RFC 6143, 7.4). True colour only.
 *
 * @param bitsPerPixel 8, 16 or 32
 */
record PixelFormat(
        int bitsPerPixel,
        int depth,
        boolean isBigEndian,
        int redMax,
        int greenMax,
        int blueMax,
        int redShift,
        int greenShift,
        int blueShift) {

    /** What the server announces: 0x00RRGGBB, little-endian. */
    static final PixelFormat NATIVE = new PixelFormat(32, 24, false, 255, 255, 255, 16, 8, 0);

    private static final int PADDING = 3;

    /** Reads the 16 bytes that a client sets. */
    static PixelFormat read(DataInputStream in) throws IOException {
        int bitsPerPixel = in.readUnsignedByte();
        int depth = in.readUnsignedByte();
        boolean isBigEndian = in.readUnsignedByte() != 0;
        boolean isTrueColour = in.readUnsignedByte() != 0;
        PixelFormat format = new PixelFormat(
                bitsPerPixel,
                depth,
                isBigEndian,
                in.readUnsignedShort(),
                in.readUnsignedShort(),
                in.readUnsignedShort(),
                in.readUnsignedByte(),
                in.readUnsignedByte(),
                in.readUnsignedByte());
        in.skipNBytes(PADDING);
        if (!isTrueColour) {
            throw new ProtocolViolation("a colour map was asked for; this server has true colour only");
        }
        format.check();
        return format;
    }

    private void check() throws ProtocolViolation {
        if (bitsPerPixel != 8 && bitsPerPixel != 16 && bitsPerPixel != 32) {
            throw new ProtocolViolation("a pixel of " + bitsPerPixel + " bits");
        }
        checkChannel("red", redMax, redShift);
        checkChannel("green", greenMax, greenShift);
        checkChannel("blue", blueMax, blueShift);
    }

    private void checkChannel(String channel, int max, int shift) throws ProtocolViolation {
        boolean isAllOnes = max > 0 && (max & (max + 1)) == 0;
        if (!isAllOnes || shift + Integer.bitCount(max) > bitsPerPixel) {
            throw new ProtocolViolation(
                    "%s up to %d at bit %d of a pixel of %d bits".formatted(channel, max, shift, bitsPerPixel));
        }
    }

    void write(ByteSink out) {
        out.u8(bitsPerPixel);
        out.u8(depth);
        out.u8(isBigEndian ? 1 : 0);
        out.u8(1);
        out.u16(redMax);
        out.u16(greenMax);
        out.u16(blueMax);
        out.u8(redShift);
        out.u8(greenShift);
        out.u8(blueShift);
        out.zeros(PADDING);
    }

    int bytesPerPixel() {
        return bitsPerPixel / 8;
    }

    /** Turns RRGGBB, whatever is in the byte above it, into this format's value, in place. */
    void translate(int[] pixels, int count) {
        int[] red = table(redMax, redShift);
        int[] green = table(greenMax, greenShift);
        int[] blue = table(blueMax, blueShift);
        for (int i = 0; i < count; i++) {
            int rgb = pixels[i];
            pixels[i] = red[rgb >> 16 & 0xFF] | green[rgb >> 8 & 0xFF] | blue[rgb & 0xFF];
        }
    }

    private static int[] table(int max, int shift) {
        int[] values = new int[256];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i * max + 127) / 255 << shift;
        }
        return values;
    }

    /** Whether ZRLE leaves out a byte of four that holds no colour (RFC 6143, 7.7.5). */
    boolean hasCompactPixel() {
        return bitsPerPixel == 32 && depth <= 24 && (colourBits() & 0xFF00_0000) == 0
                || bitsPerPixel == 32 && depth <= 24 && (colourBits() & 0xFF) == 0;
    }

    private int colourBits() {
        return redMax << redShift | greenMax << greenShift | blueMax << blueShift;
    }

    void writePixel(ByteSink out, int value) {
        switch (bitsPerPixel) {
            case 8 -> out.u8(value);
            case 16 -> out.u16(isBigEndian ? value : Short.reverseBytes((short) value));
            default -> out.u32(isBigEndian ? value : Integer.reverseBytes(value));
        }
    }

    /** A pixel as ZRLE writes it. */
    void writeCompactPixel(ByteSink out, int value) {
        if (!hasCompactPixel()) {
            writePixel(out, value);
            return;
        }
        int three = (colourBits() & 0xFF00_0000) == 0 ? value : value >>> 8;
        if (isBigEndian) {
            out.u8(three >> 16);
            out.u16(three);
        } else {
            out.u8(three);
            out.u8(three >> 8);
            out.u8(three >> 16);
        }
    }

    int compactPixelBytes() {
        return hasCompactPixel() ? 3 : bytesPerPixel();
    }
}
