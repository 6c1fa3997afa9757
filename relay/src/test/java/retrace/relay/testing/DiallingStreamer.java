package retrace.relay.testing;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A streamer that dials in to the relay and does what a test says. */
public final class DiallingStreamer implements AutoCloseable {

    public static final String GREETING = "RFB 003.008\n";

    private static final int ID_BYTES = 250;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    public DiallingStreamer(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(20_000);
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
    }

    /** What it says to a repeater in mode II. */
    public static byte[] id(String number) {
        return Arrays.copyOf(("ID:" + number).getBytes(StandardCharsets.US_ASCII), ID_BYTES);
    }

    public DiallingStreamer say(byte[] bytes) throws IOException {
        out.write(bytes);
        return this;
    }

    public DiallingStreamer greet() throws IOException {
        return say(GREETING.getBytes(StandardCharsets.US_ASCII));
    }

    /** Shakes hands after its greeting, shows 64 × 48 pixels, paints them once it is asked. */
    public void show(int pixel) throws IOException {
        ScriptedStreamer.handshakeAfterGreeting(in, out);
        in.readFully(new byte[4 + 8 + 10]); // SetEncodings of the relay's own, then the request
        ScriptedStreamer.paint(out, pixel);
    }

    /** @return whether the relay has closed the connection, having sent nothing */
    public boolean isTurnedAway() throws IOException {
        return in.read() < 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
