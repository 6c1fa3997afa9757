package retrace.relay.testing;

import java.nio.ByteBuffer;
import retrace.relay.connection.Connection;

/** A peer that has said all that it will say, and takes whatever it is told. */
public final class BytesConnection implements Connection {

    private final ByteBuffer bytes;

    public BytesConnection(byte... bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    @Override
    public int read(ByteBuffer target) {
        if (!bytes.hasRemaining()) {
            return -1;
        }
        int count = Math.min(bytes.remaining(), target.remaining());
        target.put(bytes.slice(bytes.position(), count));
        bytes.position(bytes.position() + count);
        return count;
    }

    @Override
    public void write(ByteBuffer source) {
        source.position(source.limit());
    }

    @Override
    public String peerHost() {
        return "127.0.0.1";
    }

    @Override
    public void close() {
        bytes.position(bytes.limit());
    }
}
