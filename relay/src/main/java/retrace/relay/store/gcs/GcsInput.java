package retrace.relay.store.gcs;

import com.google.cloud.BaseServiceException;
import com.google.cloud.ReadChannel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import retrace.relay.store.StoreUnavailable;

/** An object's bytes as the service sends them. What breaks off is {@link StoreUnavailable}. */
final class GcsInput extends InputStream {

    private static final int BUFFER_BYTES = 64 << 10;

    private final ReadChannel channel;
    private final String name;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
    private boolean ended;

    private GcsInput(ReadChannel channel, String name) {
        this.channel = channel;
        this.name = name;
    }

    /** Has the first bytes when it returns, so that an object that is not there is found out here. */
    static GcsInput open(ReadChannel channel, String name) throws IOException {
        GcsInput input = new GcsInput(channel, name);
        try {
            input.fill();
            return input;
        } catch (IOException e) {
            input.close();
            throw e;
        }
    }

    private void fill() throws IOException {
        try {
            buffer.clear();
            int count = 0;
            while (count == 0) {
                count = channel.read(buffer);
            }
            ended = count < 0;
            buffer.flip();
        } catch (BaseServiceException e) {
            throw failed(GcsFailures.of(e, name, "send " + name));
        } catch (IOException e) {
            throw failed(
                    e.getCause() instanceof BaseServiceException cause
                            ? GcsFailures.of(cause, name, "send " + name)
                            : new StoreUnavailable("Reading " + name + " broke off: " + e.getMessage(), e));
        }
    }

    private IOException failed(IOException failure) {
        buffer.limit(0);
        return failure;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!buffer.hasRemaining() && !ended) {
            fill();
        }
        if (ended) {
            return -1;
        }
        int count = Math.min(length, buffer.remaining());
        buffer.get(into, offset, count);
        return count;
    }

    @Override
    public void close() {
        channel.close();
    }
}
