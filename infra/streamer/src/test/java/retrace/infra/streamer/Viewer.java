package retrace.infra.streamer;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** A viewer for tests: written from RFC 6143, and with nothing in common with the server. */
final class Viewer implements AutoCloseable {

    static final int RAW = 0;
    static final int COPY_RECT = 1;
    static final int HEXTILE = 5;
    static final int ZLIB = 6;
    static final int ZRLE = 16;
    static final int DESKTOP_SIZE = -223;
    static final int CURSOR = -239;
    static final int EXTENDED_DESKTOP_SIZE = -308;

    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;
    final DataInputStream in;
    final DataOutputStream out;
    private final Inflater zrleStream = new Inflater();
    private final Inflater zlibStream = new Inflater();
    private WirePixels format = WirePixels.RGB32;
    int width;
    int height;
    int[] pixels = new int[0];
    final List<Integer> seenEncodings = new ArrayList<>();

    private Viewer(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = new DataOutputStream(socket.getOutputStream());
    }

    /** Connected, and nothing said yet. */
    static Viewer silent(int port) throws IOException {
        return new Viewer(port);
    }

    /** Let in by 3.8 without a password. */
    static Viewer open(int port, WirePixels format, int... encodings) throws IOException {
        Viewer viewer = new Viewer(port);
        viewer.in.readNBytes(12);
        viewer.out.write("RFB 003.008\n".getBytes(StandardCharsets.US_ASCII));
        viewer.in.readNBytes(viewer.in.readUnsignedByte());
        viewer.out.writeByte(1);
        if (viewer.in.readInt() != 0) {
            throw new IOException("not let in");
        }
        viewer.initialise();
        viewer.setFormat(format);
        viewer.setEncodings(encodings);
        return viewer;
    }

    void initialise() throws IOException {
        out.writeByte(1);
        width = in.readUnsignedShort();
        height = in.readUnsignedShort();
        in.readNBytes(16);
        in.readNBytes(in.readInt());
        pixels = new int[width * height];
    }

    void setFormat(WirePixels next) throws IOException {
        format = next;
        out.write(new byte[4]);
        out.writeByte(next.bits());
        out.writeByte(next.depth());
        out.writeByte(next.isBigEndian() ? 1 : 0);
        out.writeByte(1);
        out.writeShort(next.redMax());
        out.writeShort(next.greenMax());
        out.writeShort(next.blueMax());
        out.writeByte(next.redShift());
        out.writeByte(next.greenShift());
        out.writeByte(next.blueShift());
        out.write(new byte[3]);
    }

    void setEncodings(int... encodings) throws IOException {
        out.writeByte(2);
        out.writeByte(0);
        out.writeShort(encodings.length);
        for (int encoding : encodings) {
            out.writeInt(encoding);
        }
    }

    void ask(boolean isIncremental) throws IOException {
        out.writeByte(3);
        out.writeByte(isIncremental ? 1 : 0);
        out.writeInt(0);
        out.writeShort(width);
        out.writeShort(height);
    }

    void press(int symbol) throws IOException {
        for (int down = 1; down >= 0; down--) {
            out.writeByte(4);
            out.writeByte(down);
            out.writeShort(0);
            out.writeInt(symbol);
        }
    }

    void type(String text) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            press(text.charAt(i));
        }
    }

    void mouse(int x, int y, int buttons) throws IOException {
        out.writeByte(5);
        out.writeByte(buttons);
        out.writeShort(x);
        out.writeShort(y);
    }

    /** So many updates, each asked for. */
    void watch(int updates) throws IOException {
        for (int i = 0; i < updates; i++) {
            ask(i > 0 || seenEncodings.size() > 0);
            readUpdate();
        }
    }

    /** Until nothing has come for the time; only for a desktop that is paused. */
    void watchUntilStill(int millis) throws IOException {
        while (true) {
            ask(true);
            socket.setSoTimeout(millis);
            int type;
            try {
                type = in.readUnsignedByte();
            } catch (SocketTimeoutException still) {
                return;
            } finally {
                socket.setSoTimeout(PATIENCE_MILLIS);
            }
            readRectangles(type);
        }
    }

    void readUpdate() throws IOException {
        readRectangles(in.readUnsignedByte());
    }

    private void readRectangles(int type) throws IOException {
        if (type != 0) {
            throw new IOException("message " + type);
        }
        in.readUnsignedByte();
        int count = in.readUnsignedShort();
        for (int i = 0; i < count; i++) {
            readRectangle();
        }
    }

    private void readRectangle() throws IOException {
        int x = in.readUnsignedShort();
        int y = in.readUnsignedShort();
        int w = in.readUnsignedShort();
        int h = in.readUnsignedShort();
        int encoding = in.readInt();
        seenEncodings.add(encoding);
        switch (encoding) {
            case RAW -> fill(in, x, y, w, h);
            case COPY_RECT -> copy(in.readUnsignedShort(), in.readUnsignedShort(), x, y, w, h);
            case ZLIB -> fill(inflated(zlibStream), x, y, w, h);
            case ZRLE -> readZrle(inflated(zrleStream), x, y, w, h);
            case HEXTILE -> readHextile(x, y, w, h);
            case CURSOR -> in.readNBytes(w * h * format.bits() / 8 + (w + 7) / 8 * h);
            case DESKTOP_SIZE -> resize(w, h);
            case EXTENDED_DESKTOP_SIZE -> {
                in.readNBytes(3 + 16 * in.readUnsignedByte());
                resize(w, h);
            }
            default -> throw new IOException("encoding " + encoding);
        }
    }

    private void resize(int newWidth, int newHeight) {
        if (newWidth != width || newHeight != height) {
            width = newWidth;
            height = newHeight;
            pixels = new int[width * height];
        }
    }

    private void fill(DataInputStream source, int x, int y, int w, int h) throws IOException {
        for (int line = y; line < y + h; line++) {
            for (int column = x; column < x + w; column++) {
                pixels[line * width + column] = format.read(source);
            }
        }
    }

    private void copy(int fromX, int fromY, int x, int y, int w, int h) {
        int[] before = pixels.clone();
        for (int line = 0; line < h; line++) {
            System.arraycopy(before, (fromY + line) * width + fromX, pixels, (y + line) * width + x, w);
        }
    }

    private DataInputStream inflated(Inflater stream) throws IOException {
        stream.setInput(in.readNBytes(in.readInt()));
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        byte[] chunk = new byte[65536];
        try {
            for (int count = stream.inflate(chunk); count > 0; count = stream.inflate(chunk)) {
                plain.write(chunk, 0, count);
            }
        } catch (DataFormatException broken) {
            throw new IOException(broken);
        }
        return new DataInputStream(new ByteArrayInputStream(plain.toByteArray()));
    }

    private void readZrle(DataInputStream source, int x, int y, int w, int h) throws IOException {
        for (int top = y; top < y + h; top += 64) {
            for (int left = x; left < x + w; left += 64) {
                readZrleTile(source, left, top, Math.min(64, x + w - left), Math.min(64, y + h - top));
            }
        }
        if (source.available() > 0) {
            throw new IOException(source.available() + " bytes too many in a ZRLE rectangle");
        }
    }

    private void readZrleTile(DataInputStream source, int x, int y, int w, int h) throws IOException {
        int kind = source.readUnsignedByte();
        int[] palette = new int[kind & 0x7F];
        for (int i = 0; i < palette.length; i++) {
            palette[i] = format.readCompact(source);
        }
        int[] tile = new int[w * h];
        if (kind >= 128) {
            readRuns(source, palette, tile);
        } else if (kind <= 1) {
            for (int i = 0; i < tile.length; i++) {
                tile[i] = kind == 1 ? palette[0] : format.readCompact(source);
            }
        } else {
            readPacked(source, palette, tile, w);
        }
        for (int line = 0; line < h; line++) {
            System.arraycopy(tile, line * w, pixels, (y + line) * width + x, w);
        }
    }

    private void readRuns(DataInputStream source, int[] palette, int[] tile) throws IOException {
        int at = 0;
        while (at < tile.length) {
            int index = palette.length == 0 ? 0x80 : source.readUnsignedByte();
            int colour = palette.length == 0 ? format.readCompact(source) : palette[index & 0x7F];
            int run = 1;
            if (index >= 0x80) {
                int more;
                do {
                    more = source.readUnsignedByte();
                    run += more;
                } while (more == 255);
            }
            Arrays.fill(tile, at, at + run, colour);
            at += run;
        }
    }

    private static void readPacked(DataInputStream source, int[] palette, int[] tile, int w) throws IOException {
        int bits = palette.length == 2 ? 1 : palette.length <= 4 ? 2 : 4;
        for (int i = 0; i < tile.length; i += w) {
            int current = 0;
            for (int column = 0; column < w; column++) {
                int place = column * bits % 8;
                current = place == 0 ? source.readUnsignedByte() : current;
                tile[i + column] = palette[current >> 8 - bits - place & (1 << bits) - 1];
            }
        }
    }

    private void readHextile(int x, int y, int w, int h) throws IOException {
        int background = 0;
        int foreground = 0;
        for (int top = y; top < y + h; top += 16) {
            for (int left = x; left < x + w; left += 16) {
                int tileWidth = Math.min(16, x + w - left);
                int tileHeight = Math.min(16, y + h - top);
                int kind = in.readUnsignedByte();
                if ((kind & 1) != 0) {
                    fill(in, left, top, tileWidth, tileHeight);
                    continue;
                }
                background = (kind & 2) != 0 ? format.read(in) : background;
                foreground = (kind & 4) != 0 ? format.read(in) : foreground;
                paint(background, left, top, tileWidth, tileHeight);
                int count = (kind & 8) != 0 ? in.readUnsignedByte() : 0;
                for (int i = 0; i < count; i++) {
                    int colour = (kind & 16) != 0 ? format.read(in) : foreground;
                    int place = in.readUnsignedByte();
                    int size = in.readUnsignedByte();
                    paint(colour, left + (place >> 4), top + (place & 15), (size >> 4) + 1, (size & 15) + 1);
                }
            }
        }
    }

    private void paint(int colour, int x, int y, int w, int h) {
        for (int line = y; line < y + h; line++) {
            Arrays.fill(pixels, line * width + x, line * width + x + w, colour);
        }
    }

    /** Until the server hangs up; how many bytes it said before. */
    int readToEnd() throws IOException {
        return in.readAllBytes().length;
    }

    @Override
    public void close() throws IOException {
        zrleStream.end();
        zlibStream.end();
        socket.close();
    }
}
