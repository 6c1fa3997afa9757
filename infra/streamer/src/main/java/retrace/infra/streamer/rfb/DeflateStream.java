package retrace.infra.streamer.rfb;

import java.util.zip.Deflater;

/** A zlib stream that lives as long as its connection; each rectangle ends on a byte boundary (sync flush). */
final class DeflateStream implements AutoCloseable {

    private static final int LEVEL = 3;

    private final Deflater deflater = new Deflater(LEVEL);
    private final byte[] chunk = new byte[32 * 1024];

    /** Writes the length of the compressed bytes, then the bytes. */
    void write(ByteSink plain, ByteSink out) {
        int lengthAt = out.size();
        out.u32(0);
        deflater.setInput(plain.array(), 0, plain.size());
        int count;
        do {
            count = deflater.deflate(chunk, 0, chunk.length, Deflater.SYNC_FLUSH);
            out.bytes(chunk, count);
        } while (count == chunk.length);
        out.u32At(lengthAt, out.size() - lengthAt - 4);
    }

    @Override
    public void close() {
        deflater.end();
    }
}
