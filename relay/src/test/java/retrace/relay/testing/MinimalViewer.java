package retrace.relay.testing;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import retrace.relay.rfb.PixelFormat;
import retrace.relay.rfb.decode.Framebuffer;
import retrace.relay.rfb.decode.RfbInput;
import retrace.relay.rfb.decode.ServerMessageDecoder;
import retrace.relay.rfb.handshake.VncAuthentication;

/** Speaks just enough RFB 3.8 to see a streamer's picture through the decoders. */
public final class MinimalViewer implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 20_000;
    private static final int NO_AUTHENTICATION = 1;
    private static final int VNC_AUTHENTICATION = 2;

    private final Socket socket;
    private final DataOutputStream out;
    private final SocketInput in;
    private final Framebuffer framebuffer;
    private final RecordedPicture listener = new RecordedPicture();
    private final ServerMessageDecoder decoder;

    /** Of a streamer that lets everybody in. */
    public MinimalViewer(int port, PixelFormat format, int... encodings) throws IOException {
        this(port, null, format, encodings);
    }

    private MinimalViewer(int port, @Nullable String ticket, PixelFormat format, int... encodings) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        out = new DataOutputStream(socket.getOutputStream());
        framebuffer = shakeHands(new DataInputStream(socket.getInputStream()), ticket);
        in = new SocketInput(socket.getInputStream());
        decoder = new ServerMessageDecoder(framebuffer, format, listener);
        setPixelFormat(format);
        setEncodings(encodings);
    }

    /** Of what is behind a relay. */
    public static MinimalViewer through(RunningRelay relay, String ticket, PixelFormat format, int... encodings)
            throws IOException {
        return through(relay.port(), ticket, format, encodings);
    }

    /** Of what is behind a relay that listens at that port. */
    public static MinimalViewer through(int port, String ticket, PixelFormat format, int... encodings)
            throws IOException {
        return new MinimalViewer(port, ticket, format, encodings);
    }

    /** How long it waits for something to come. */
    public void waitAtMost(Duration silence) throws IOException {
        socket.setSoTimeout((int) silence.toMillis());
    }

    private Framebuffer shakeHands(DataInputStream from, @Nullable String ticket) throws IOException {
        from.skipNBytes(12);
        out.write("RFB 003.008\n".getBytes(StandardCharsets.US_ASCII));
        from.skipNBytes(from.readUnsignedByte());
        if (ticket == null) {
            out.writeByte(NO_AUTHENTICATION);
        } else {
            out.writeByte(VNC_AUTHENTICATION);
            out.write(VncAuthentication.response(ticket, from.readNBytes(VncAuthentication.CHALLENGE_BYTES)));
        }
        if (from.readInt() != 0) {
            throw new IOException("the streamer refuses");
        }
        out.writeByte(1);
        int width = from.readUnsignedShort();
        int height = from.readUnsignedShort();
        from.skipNBytes(PixelFormat.WIRE_BYTES);
        from.skipNBytes(from.readInt());
        return new Framebuffer(width, height);
    }

    /** Nothing has come for as long as we wait. */
    private static final class Quiet extends UncheckedIOException {
        private static final long serialVersionUID = 1;

        Quiet(SocketTimeoutException cause) {
            super("the streamer sends nothing more", cause);
        }
    }

    /** Bytes from a socket as they come. */
    private static final class SocketInput extends RfbInput {

        private final InputStream from;
        private final byte[] buffer = new byte[10_007];

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
            } catch (SocketTimeoutException e) {
                throw new Quiet(e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void send(ByteBuffer message) throws IOException {
        byte[] bytes = new byte[message.flip().remaining()];
        message.get(bytes);
        out.write(bytes);
    }

    private void setEncodings(int... encodings) throws IOException {
        ByteBuffer message = ByteBuffer.allocate(4 + 4 * encodings.length);
        message.put((byte) 2).put((byte) 0).putShort((short) encodings.length);
        for (int encoding : encodings) {
            message.putInt(encoding);
        }
        send(message);
    }

    public void changePixelFormat(PixelFormat format) throws IOException {
        setPixelFormat(format);
        decoder.pixelFormatChanged(format);
    }

    private void setPixelFormat(PixelFormat format) throws IOException {
        send(ByteBuffer.allocate(4 + PixelFormat.WIRE_BYTES)
                .putInt(0)
                .put((byte) format.bitsPerPixel())
                .put((byte) format.depth())
                .put((byte) (format.bigEndian() ? 1 : 0))
                .put((byte) (format.trueColour() ? 1 : 0))
                .putShort((short) format.redMax())
                .putShort((short) format.greenMax())
                .putShort((short) format.blueMax())
                .put((byte) format.redShift())
                .put((byte) format.greenShift())
                .put((byte) format.blueShift())
                .put(new byte[3]));
    }

    public void request(boolean incremental) throws IOException {
        send(ByteBuffer.allocate(10)
                .put((byte) 3)
                .put((byte) (incremental ? 1 : 0))
                .putInt(0)
                .putShort((short) framebuffer.width())
                .putShort((short) framebuffer.height()));
    }

    public void requestSize(int width, int height, int screens) throws IOException {
        ByteBuffer message = ByteBuffer.allocate(8 + 16 * screens)
                .putShort((short) (251 << 8))
                .putShort((short) width)
                .putShort((short) height)
                .putShort((short) (screens << 8));
        for (int i = 0; i < screens; i++) {
            message.putInt(1).putInt(0).putShort((short) width).putShort((short) height);
            message.putInt(0);
        }
        send(message);
    }

    /** Moves the pointer, with no button pressed. */
    public void point(int x, int y) throws IOException {
        send(ByteBuffer.allocate(6)
                .putShort((short) (5 << 8))
                .putShort((short) x)
                .putShort((short) y));
    }

    /** @param key as X knows it */
    public void press(int key) throws IOException {
        send(ByteBuffer.allocate(8).putInt(4 << 24 | 1 << 16).putInt(key));
        send(ByteBuffer.allocate(8).putInt(4 << 24).putInt(key));
    }

    /** Reads until an update has come. */
    public void awaitUpdate() {
        int before = listener.told.size();
        while (listener.told.size() == before) {
            decoder.readMessage(in);
        }
    }

    /** Paints what comes until nothing has come for so long. */
    public void followUntilQuiet(Duration quiet) throws IOException {
        socket.setSoTimeout((int) quiet.toMillis());
        try {
            while (true) {
                request(true);
                awaitUpdate();
            }
        } catch (Quiet e) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
        }
    }

    /** The whole picture, asked for anew. */
    public int[] wholePicture() throws IOException {
        Framebuffer all = framebuffer;
        Arrays.fill(all.pixels(), 0x123456);
        all.resize(all.width(), all.height());
        request(false);
        awaitUpdate();
        while (!all.isWhollyPainted()) {
            request(true);
            awaitUpdate();
        }
        return all.pixels().clone();
    }

    public Framebuffer framebuffer() {
        return framebuffer;
    }

    /** What the decoder has told, oldest first. */
    public List<String> told() {
        return listener.told;
    }

    public Set<Integer> encodingsSeen() {
        return decoder.encodingsSeen();
    }

    /** From any thread: whoever reads from it reads no more. {@link #close} is still due, when nobody does. */
    public void hangUp() throws IOException {
        socket.close();
    }

    @Override
    public void close() throws IOException {
        decoder.close();
        socket.close();
    }
}
