package retrace.relay.testing;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A streamer that does what a test says: for peers that no real program plays. Serves each connection in turn. */
public final class ScriptedStreamer implements AutoCloseable {

    /** What it does with a connection; the connection ends after it. */
    public interface Script {
        void play(DataInputStream in, DataOutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket server;

    public ScriptedStreamer(Script script) {
        try {
            server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(() -> serve(script));
    }

    /** Shakes hands without authentication, shows 64 × 48 pixels, and then plays. */
    public static ScriptedStreamer showing(Script script) {
        return new ScriptedStreamer((in, out) -> {
            handshake(in, out);
            script.play(in, out);
        });
    }

    private static void handshake(DataInputStream in, DataOutputStream out) throws IOException {
        out.write("RFB 003.008\n".getBytes(StandardCharsets.US_ASCII));
        handshakeAfterGreeting(in, out);
    }

    static void handshakeAfterGreeting(DataInputStream in, DataOutputStream out) throws IOException {
        in.readFully(new byte[12]);
        out.write(new byte[] {1, 1});
        in.readByte();
        out.writeInt(0);
        in.readByte();
        out.writeShort(64);
        out.writeShort(48);
        out.write(new byte[] {32, 24, 0, 1, 0, (byte) 255, 0, (byte) 255, 0, (byte) 255, 16, 8, 0, 0, 0, 0});
        out.writeInt(4);
        out.write("test".getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads what the relay sends for a viewer that offers nothing: its own SetEncodings, then the viewer's request. */
    public static void awaitRequest(DataInputStream in) throws IOException {
        in.readFully(new byte[2]);
        in.readFully(new byte[4 * in.readUnsignedShort()]);
        in.readFully(new byte[10]);
    }

    /** A whole picture of one colour in Raw. */
    public static void paint(DataOutputStream out, int pixel) throws IOException {
        out.write(new byte[] {0, 0, 0, 1});
        out.write(new byte[] {0, 0, 0, 0, 0, 64, 0, 48, 0, 0, 0, 0});
        ByteBuffer pixels = ByteBuffer.allocate(64 * 48 * 4).order(ByteOrder.LITTLE_ENDIAN);
        while (pixels.hasRemaining()) {
            pixels.putInt(pixel);
        }
        out.write(pixels.array());
    }

    private void serve(Script script) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(script, socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private static void serve(Script script, Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            script.play(new DataInputStream(socket.getInputStream()), new DataOutputStream(socket.getOutputStream()));
        } catch (IOException e) {
            // the relay has left, as it may
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
