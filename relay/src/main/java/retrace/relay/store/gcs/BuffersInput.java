package retrace.relay.store.gcs;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Reads buffers one after the other and leaves them as they are. */
final class BuffersInput extends InputStream {

    private final Deque<ByteBuffer> left = new ArrayDeque<>();

    BuffersInput(List<ByteBuffer> buffers) {
        buffers.stream()
                .filter(ByteBuffer::hasRemaining)
                .map(ByteBuffer::duplicate)
                .forEach(left::add);
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        ByteBuffer buffer = left.peek();
        if (buffer == null) {
            return -1;
        }
        int count = Math.min(length, buffer.remaining());
        buffer.get(into, offset, count);
        if (!buffer.hasRemaining()) {
            left.remove();
        }
        return count;
    }

    @Override
    public int available() {
        return left.stream().mapToInt(ByteBuffer::remaining).sum();
    }
}
