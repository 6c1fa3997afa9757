package retrace.relay.rfb.decode;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import retrace.relay.rfb.PixelFormat;

/** Speaks just enough RFB 3.8 to see a streamer's picture through the decoders. */
final class MinimalViewer implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 20_000;
    private static final int QUIET_MILLIS = 2_000;

    private final Socket socket;
    private final DataOutputStream out;
    private final SocketInput in;
    final Framebuffer framebuffer;
    final RecordedPicture listener = new RecordedPicture();
    private final ServerMessageDecoder decoder;

    MinimalViewer(int port, PixelFormat format, int... encodings) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        out = new DataOutputStream(socket.getOutputStream());
        framebuffer = shakeHands(new DataInputStream(socket.getInputStream()));
        in = new SocketInput(socket.getInputStream());
        decoder = new ServerMessageDecoder(framebuffer, format, listener);
        setPixelFormat(format);
        out.writeByte(2);
        out.writeByte(0);
        out.writeShort(encodings.length);
        for (int encoding : encodings) {
            out.writeInt(encoding);
        }
    }

    private Framebuffer shakeHands(DataInputStream from) throws IOException {
        from.skipNBytes(12);
        out.write("RFB 003.008\n".getBytes(StandardCharsets.US_ASCII));
        from.skipNBytes(from.readUnsignedByte());
        out.writeByte(1);
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
    private static final class Quiet extends RuntimeException {
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
                throw new IllegalStateException(e);
            }
        }
    }

    void changePixelFormat(PixelFormat format) throws IOException {
        setPixelFormat(format);
        decoder.pixelFormatChanged(format);
    }

    private void setPixelFormat(PixelFormat format) throws IOException {
        out.write(WireBytes.wire()
                .zeros(4)
                .u8(format.bitsPerPixel())
                .u8(format.depth())
                .u8(format.bigEndian() ? 1 : 0)
                .u8(format.trueColour() ? 1 : 0)
                .u16(format.redMax())
                .u16(format.greenMax())
                .u16(format.blueMax())
                .u8(format.redShift())
                .u8(format.greenShift())
                .u8(format.blueShift())
                .zeros(3)
                .bytes());
    }

    void request(boolean incremental) throws IOException {
        out.write(WireBytes.wire()
                .u8(3)
                .u8(incremental ? 1 : 0)
                .u16(0)
                .u16(0)
                .u16(framebuffer.width())
                .u16(framebuffer.height())
                .bytes());
    }

    void requestSize(int width, int height, int screens) throws IOException {
        WireBytes message = WireBytes.wire()
                .u8(251)
                .u8(0)
                .u16(width)
                .u16(height)
                .u8(screens)
                .u8(0);
        for (int i = 0; i < screens; i++) {
            message.u32(1).u16(0).u16(0).u16(width).u16(height).u32(0);
        }
        out.write(message.bytes());
    }

    /** Reads until an update has come. */
    void awaitUpdate() {
        int before = listener.told.size();
        while (listener.told.size() == before) {
            decoder.readMessage(in);
        }
    }

    /** Paints what comes until nothing has come for two seconds. */
    void followUntilQuiet() throws IOException {
        socket.setSoTimeout(QUIET_MILLIS);
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
    int[] wholePicture() throws IOException {
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

    Set<Integer> encodingsSeen() {
        return decoder.encodingsSeen();
    }

    @Override
    public void close() throws IOException {
        decoder.close();
        socket.close();
    }
}
