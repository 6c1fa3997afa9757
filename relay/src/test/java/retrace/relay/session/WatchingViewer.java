package retrace.relay.session;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import retrace.relay.rfb.PixelFormat;
import retrace.relay.rfb.Rectangle;
import retrace.relay.testing.ScriptedViewer;

/** A viewer that reads updates in Raw and CopyRect, message by message, and trips over anything that is none. */
final class WatchingViewer implements AutoCloseable {

    /** @param name the desktop's new name, null where there was none */
    record Update(List<Painted> painted, @Nullable String name) {

        Painted only() {
            return painted.getFirst();
        }
    }

    /** @param pixels as they came; empty for CopyRect and a new size */
    record Painted(Rectangle area, int encoding, List<Integer> pixels) {}

    private final ScriptedViewer viewer;
    private int bytesPerPixel = 4;
    private boolean bigEndian;

    WatchingViewer(int port, String ticket) throws IOException {
        viewer = new ScriptedViewer(port);
        viewer.enter(ticket);
    }

    WatchingViewer format(PixelFormat format) throws IOException {
        bytesPerPixel = format.bytesPerPixel();
        bigEndian = format.bigEndian();
        viewer.out().write(new byte[4]);
        viewer.out().write(new byte[] {
            (byte) format.bitsPerPixel(),
            (byte) format.depth(),
            (byte) (format.bigEndian() ? 1 : 0),
            (byte) (format.trueColour() ? 1 : 0)
        });
        viewer.out().writeShort(format.redMax());
        viewer.out().writeShort(format.greenMax());
        viewer.out().writeShort(format.blueMax());
        viewer.out().write(new byte[] {
            (byte) format.redShift(), (byte) format.greenShift(), (byte) format.blueShift(), 0, 0, 0
        });
        return this;
    }

    WatchingViewer offer(int... encodings) throws IOException {
        viewer.out().write(new byte[] {2, 0});
        viewer.out().writeShort(encodings.length);
        for (int encoding : encodings) {
            viewer.out().writeInt(encoding);
        }
        return this;
    }

    WatchingViewer ask(boolean incremental) throws IOException {
        return ask(incremental, 64, 48);
    }

    WatchingViewer ask(boolean incremental, int width, int height) throws IOException {
        viewer.out().write(new byte[] {3, (byte) (incremental ? 1 : 0), 0, 0, 0, 0, 0, (byte) width, 0, (byte) height});
        return this;
    }

    WatchingViewer continuousUpdates() throws IOException {
        viewer.out().write(new byte[] {(byte) 150, 1, 0, 0, 0, 0, 0, 64, 0, 48});
        return this;
    }

    void send(byte[] bytes) throws IOException {
        viewer.out().write(bytes);
    }

    /** Reads the next message, which must be an update; colours on the way are passed over. */
    Update next() throws IOException {
        DataInputStream in = viewer.in();
        int type = in.readUnsignedByte();
        while (type == 1) {
            in.readFully(new byte[3]);
            in.readFully(new byte[6 * in.readUnsignedShort()]);
            type = in.readUnsignedByte();
        }
        if (type != 0 || in.readByte() != 0) {
            throw new IOException("no update, but a message of type " + type);
        }
        int count = in.readUnsignedShort();
        List<Painted> painted = new ArrayList<>();
        String name = null;
        for (int i = 0; i < count; i++) {
            Rectangle area = new Rectangle(
                    in.readUnsignedShort(), in.readUnsignedShort(), in.readUnsignedShort(), in.readUnsignedShort());
            int encoding = in.readInt();
            switch (encoding) {
                case 0 -> painted.add(new Painted(area, encoding, pixels(area)));
                case 1 -> {
                    in.readInt();
                    painted.add(new Painted(area, encoding, List.of()));
                }
                case -223 -> painted.add(new Painted(area, encoding, List.of()));
                case -307 -> {
                    byte[] bytes = new byte[in.readInt()];
                    in.readFully(bytes);
                    name = new String(bytes, StandardCharsets.UTF_8);
                }
                default -> throw new IOException("a rectangle in the encoding " + encoding);
            }
        }
        return new Update(painted, name);
    }

    private List<Integer> pixels(Rectangle area) throws IOException {
        List<Integer> pixels = new ArrayList<>();
        for (int i = 0; i < area.width() * area.height(); i++) {
            int pixel = 0;
            for (int k = 0; k < bytesPerPixel; k++) {
                int value = viewer.in().readUnsignedByte();
                pixel |= value << 8 * (bigEndian ? bytesPerPixel - 1 - k : k);
            }
            pixels.add(pixel);
        }
        return pixels;
    }

    int read() throws IOException {
        return viewer.in().read();
    }

    /** Whether nothing has come; to be asked after a pause. */
    boolean hasNothing() throws IOException {
        return viewer.in().available() == 0;
    }

    @Override
    public void close() throws IOException {
        viewer.close();
    }
}
