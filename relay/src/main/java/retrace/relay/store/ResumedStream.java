package retrace.relay.store;

import java.io.IOException;
import java.io.InputStream;

/** An object's bytes, each read with a time limit; where they break off they are opened again at that place. */
final class ResumedStream extends InputStream {

    private static final int RESUMED_MAX = 5; // without a byte in between

    private final StoreCalls calls;
    private final Opening opening;
    private InputStream current;
    private long position;
    private int resumed;
    private byte[] own = new byte[0]; // a read that was given up may still write to one

    interface Opening {
        InputStream at(long position) throws IOException;
    }

    ResumedStream(StoreCalls calls, Opening opening, InputStream first, long position) {
        this.calls = calls;
        this.opening = opening;
        current = first;
        this.position = position;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (true) {
            InputStream from = current;
            byte[] into = own.length < length ? new byte[length] : own;
            own = into;
            try {
                int count = calls.callOnce("read", () -> from.read(into, 0, length));
                if (count > 0) {
                    System.arraycopy(into, 0, target, offset, count);
                    position += count;
                    resumed = 0;
                }
                return count;
            } catch (StoreUnavailable e) {
                resume(e);
            }
        }
    }

    private void resume(StoreUnavailable cause) throws IOException {
        if (resumed == RESUMED_MAX) {
            throw cause;
        }
        resumed++;
        own = new byte[0];
        closeQuietly();
        current = opening.at(position);
    }

    private void closeQuietly() {
        try {
            current.close();
        } catch (IOException e) {
            // it had broken off already
        }
    }

    @Override
    public void close() throws IOException {
        current.close();
    }
}
