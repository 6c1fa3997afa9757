package retrace.infra.chaos;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import retrace.infra.streamer.screen.FrameCounter;
import retrace.relay.rfb.PixelFormat;
import retrace.relay.rfb.RfbViolation;
import retrace.relay.rfb.decode.Framebuffer;
import retrace.relay.rfb.decode.PictureListener;
import retrace.relay.rfb.decode.RfbInput;
import retrace.relay.rfb.decode.ServerMessageDecoder;
import retrace.relay.rfb.handshake.VncAuthentication;

/**
 * A technician's viewer that writes down which numbers it has seen in the picture, and when. It looks until the session
 * ends or it is closed. Thread-safe.
 */
final class Witness implements AutoCloseable {

    private static final int SILENCE_MAX_MILLIS = (int) Duration.ofMinutes(5).toMillis();
    private static final int VNC_AUTHENTICATION = 2;
    private static final int[] ENCODINGS = {16, 5, 0, -223}; // ZRLE, Hextile, Raw, DesktopSize

    private static final PixelFormat FORMAT = new PixelFormat(32, 24, false, true, 255, 255, 255, 16, 8, 0);

    private final Socket socket;
    private final DataOutputStream out;
    private final Framebuffer framebuffer;
    private final SeenPictures pictures = new SeenPictures();
    private final List<Sighting> sightings = new ArrayList<>();
    private final Thread watching;

    /** @throws IOException where it is not let in */
    Witness(int port, String ticket) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(SILENCE_MAX_MILLIS);
        out = new DataOutputStream(socket.getOutputStream());
        framebuffer = shakeHands(new DataInputStream(socket.getInputStream()), ticket);
        setPixelFormat();
        setEncodings();
        watching = Thread.ofVirtual().name("witness").start(this::watch);
    }

    private Framebuffer shakeHands(DataInputStream in, String ticket) throws IOException {
        in.skipNBytes(12);
        out.write("RFB 003.008\n".getBytes(StandardCharsets.US_ASCII));
        int ways = in.readUnsignedByte();
        if (ways == 0) {
            throw new IOException("refused: " + new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
        }
        in.skipNBytes(ways);
        out.writeByte(VNC_AUTHENTICATION);
        out.write(VncAuthentication.response(ticket, in.readNBytes(VncAuthentication.CHALLENGE_BYTES)));
        if (in.readInt() != 0) {
            throw new IOException("refused: " + new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
        }
        out.writeByte(1);
        int width = in.readUnsignedShort();
        int height = in.readUnsignedShort();
        in.skipNBytes(PixelFormat.WIRE_BYTES);
        in.skipNBytes(in.readInt());
        return new Framebuffer(width, height);
    }

    private void setPixelFormat() throws IOException {
        out.write(ByteBuffer.allocate(4 + PixelFormat.WIRE_BYTES)
                .putInt(0)
                .put((byte) FORMAT.bitsPerPixel())
                .put((byte) FORMAT.depth())
                .put((byte) (FORMAT.bigEndian() ? 1 : 0))
                .put((byte) (FORMAT.trueColour() ? 1 : 0))
                .putShort((short) FORMAT.redMax())
                .putShort((short) FORMAT.greenMax())
                .putShort((short) FORMAT.blueMax())
                .put((byte) FORMAT.redShift())
                .put((byte) FORMAT.greenShift())
                .put((byte) FORMAT.blueShift())
                .put(new byte[3])
                .array());
    }

    private void setEncodings() throws IOException {
        ByteBuffer message = ByteBuffer.allocate(4 + 4 * ENCODINGS.length);
        message.put((byte) 2).put((byte) 0).putShort((short) ENCODINGS.length);
        for (int encoding : ENCODINGS) {
            message.putInt(encoding);
        }
        out.write(message.array());
    }

    private void request(boolean incremental) throws IOException {
        out.write(ByteBuffer.allocate(10)
                .put((byte) 3)
                .put((byte) (incremental ? 1 : 0))
                .putInt(0)
                .putShort((short) framebuffer.width())
                .putShort((short) framebuffer.height())
                .array());
    }

    private void watch() {
        try (ServerMessageDecoder decoder = new ServerMessageDecoder(framebuffer, FORMAT, pictures)) {
            SocketInput in = new SocketInput(socket.getInputStream());
            request(false);
            while (true) {
                int before = pictures.updates;
                decoder.readMessage(in);
                if (pictures.updates > before) {
                    look();
                    request(true);
                }
            }
        } catch (IOException | RfbInput.EndOfStream | RfbViolation e) {
            // the session has ended, or its relay has died
        }
    }

    /** A picture that is only partly painted, as at the beginning, has no sound number in it. */
    private void look() {
        OptionalLong counter = FrameCounter.read(framebuffer.pixels(), framebuffer.width(), framebuffer.height());
        if (counter.isEmpty()) {
            return;
        }
        synchronized (sightings) {
            if (sightings.isEmpty() || sightings.getLast().counter() != counter.getAsLong()) {
                sightings.add(new Sighting(counter.getAsLong(), System.nanoTime()));
            }
        }
    }

    /** In their order, so far. */
    List<Sighting> sightings() {
        synchronized (sightings) {
            return List.copyOf(sightings);
        }
    }

    /** Whether there is nothing more to see. */
    boolean isOver() {
        return !watching.isAlive();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static final class SeenPictures implements PictureListener {

        private int updates;

        @Override
        public void resizing(int newWidth, int newHeight) {}

        @Override
        public void resized() {}

        @Override
        public void screensChanged(Set<Long> screens) {}

        @Override
        public void updated() {
            updates++;
        }
    }

    /** Bytes from the relay as they come. */
    private static final class SocketInput extends RfbInput {

        private final InputStream from;
        private final byte[] buffer = new byte[64 << 10];

        SocketInput(InputStream from) {
            this.from = from;
        }

        @Override
        protected void fill() {
            try {
                int count = from.read(buffer);
                if (count < 0) {
                    throw new EndOfStream();
                }
                setChunk(buffer, 0, count);
            } catch (IOException e) {
                throw new EndOfStream();
            }
        }
    }
}
