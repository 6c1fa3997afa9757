package retrace.relay.rfb.handshake;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import retrace.relay.connection.Connection;

/** Reads numbers and texts of a handshake, and not a byte more than asked for. */
final class HandshakeInput {

    private final Connection connection;
    private final String peer;

    /** @param peer viewer or streamer, for sentences */
    HandshakeInput(Connection connection, String peer) {
        this.connection = connection;
        this.peer = peer;
    }

    String peer() {
        return peer;
    }

    byte[] bytes(int count) throws IOException {
        ByteBuffer target = ByteBuffer.allocate(count);
        while (target.hasRemaining()) {
            if (connection.read(target) < 0) {
                throw new EOFException("The " + peer + " left in the middle of the handshake.");
            }
        }
        return target.array();
    }

    int u8() throws IOException {
        return bytes(1)[0] & 0xff;
    }

    long u32() throws IOException {
        return ByteBuffer.wrap(bytes(4)).getInt() & 0xffffffffL;
    }

    /** A reason: its beginning where it is longer than {@code max} bytes, without what cannot be printed. */
    String text(int max) throws IOException {
        long length = u32();
        String text = new String(bytes((int) Math.min(length, max)), StandardCharsets.UTF_8);
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
