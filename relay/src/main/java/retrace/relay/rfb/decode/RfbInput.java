package retrace.relay.rfb.decode;

import java.util.zip.Inflater;

/**
 * What the streamer sent, read number by number. Blocks until the bytes are there.
 *
 * <p>Thread: the recorder's only.
 */
public abstract class RfbInput {

    private byte[] buffer = new byte[0];
    private int position;
    private int limit;

    /**
     * Hands over the next bytes by {@link #setChunk}, waiting for them if need be.
     *
     * @throws EndOfStream where no more will come
     */
    protected abstract void fill();

    /** @param bytes not to be changed before the next {@link #fill} */
    protected final void setChunk(byte[] bytes, int from, int to) {
        buffer = bytes;
        position = from;
        limit = to;
    }

    /** Bytes that are there without waiting. */
    protected final int available() {
        return limit - position;
    }

    private void require() {
        while (position == limit) {
            fill();
        }
    }

    public final int u8() {
        require();
        return buffer[position++] & 0xff;
    }

    public final int u16() {
        if (limit - position >= 2) {
            int value = (buffer[position] & 0xff) << 8 | (buffer[position + 1] & 0xff);
            position += 2;
            return value;
        }
        return u8() << 8 | u8();
    }

    public final int s32() {
        return u16() << 16 | u16();
    }

    public final long u32() {
        return s32() & 0xffffffffL;
    }

    public final void read(byte[] target, int offset, int length) {
        int done = 0;
        while (done < length) {
            require();
            int count = Math.min(length - done, limit - position);
            System.arraycopy(buffer, position, target, offset + done, count);
            position += count;
            done += count;
        }
    }

    public final void skip(long count) {
        long left = count;
        while (left > 0) {
            require();
            int step = (int) Math.min(left, limit - position);
            position += step;
            left -= step;
        }
    }

    /** Gives an inflater up to {@code most} of the next bytes, at least one, without copying them. */
    final int feed(Inflater inflater, long most) {
        require();
        int count = (int) Math.min(most, limit - position);
        inflater.setInput(buffer, position, count);
        position += count;
        return count;
    }

    /** The stream has ended; a half message before it counts for nothing. */
    public static final class EndOfStream extends RuntimeException {

        private static final long serialVersionUID = 1;

        public EndOfStream() {
            super("the streamer's stream has ended", null, false, false);
        }
    }
}
