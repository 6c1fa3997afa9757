package retrace.infra.benchmarks;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import retrace.relay.rfb.handshake.VncAuthentication;

/** A viewer that asks for updates as viewers do, reads what comes and looks at none of it. */
final class DiscardingViewer implements AutoCloseable {

    private static final int BUFFER_BYTES = 64 << 10;

    private final Socket socket;
    private final DataOutputStream out;
    private final AtomicLong received = new AtomicLong();
    private final byte[] request;

    /** Enters the session and shows that it is in it. */
    DiscardingViewer(int port, String ticket) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        DataInputStream in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
        prove(in, ticket);
        int width = in.readUnsignedShort();
        int height = in.readUnsignedShort();
        in.skipNBytes(16);
        in.skipNBytes(in.readInt());
        request = requestFor(width, height);
        setEncodings();
        out.write(request);
        Thread.ofVirtual().start(() -> discard(in));
    }

    private void prove(DataInputStream in, String ticket) throws IOException {
        in.readFully(new byte[Wire.VERSION.length]);
        out.write(Wire.VERSION);
        in.skipNBytes(in.readUnsignedByte());
        out.write(Wire.VNC_AUTHENTICATION);
        byte[] challenge = new byte[VncAuthentication.CHALLENGE_BYTES];
        in.readFully(challenge);
        out.write(VncAuthentication.response(ticket, challenge));
        if (in.readInt() != 0) {
            throw new IOException("the relay does not let the viewer in");
        }
        out.write(1); // shared
    }

    private static byte[] requestFor(int width, int height) {
        return ByteBuffer.allocate(10)
                .put((byte) Wire.FRAMEBUFFER_UPDATE_REQUEST)
                .put((byte) 1)
                .putInt(0)
                .putShort((short) width)
                .putShort((short) height)
                .array();
    }

    private void setEncodings() throws IOException {
        int[] encodings = Wire.encodings();
        ByteBuffer message = ByteBuffer.allocate(4 + 4 * encodings.length);
        message.put((byte) Wire.SET_ENCODINGS).put((byte) 0).putShort((short) encodings.length);
        for (int encoding : encodings) {
            message.putInt(encoding);
        }
        out.write(message.array());
    }

    private void discard(DataInputStream in) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            int count = in.read(buffer);
            while (count >= 0) {
                received.addAndGet(count);
                out.write(request);
                count = in.read(buffer);
            }
        } catch (IOException e) {
            // closed, from here or from there
        }
    }

    long received() {
        return received.get();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
