package retrace.relay.rfb.decode;

import java.io.ByteArrayOutputStream;
import java.util.zip.Deflater;

/** A streamer's zlib stream: each rectangle's data is flushed, and the stream goes on. */
final class DeflatedStream implements AutoCloseable {

    private Deflater deflater = new Deflater(1);

    byte[] next(byte[] data) {
        deflater.setInput(data);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        int count;
        do {
            count = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
            out.write(buffer, 0, count);
        } while (count == buffer.length);
        return out.toByteArray();
    }

    void restart() {
        deflater.end();
        deflater = new Deflater(9);
    }

    @Override
    public void close() {
        deflater.end();
    }
}
