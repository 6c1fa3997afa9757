package retrace.relay.rfb.decode;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** The streamer's bytes in the chunks they came in; then the stream ends. */
final class ChunkedInput extends RfbInput {

    private final Iterator<byte[]> chunks;

    ChunkedInput(byte[]... chunks) {
        this.chunks = List.of(chunks).iterator();
    }

    static ChunkedInput splitAt(byte[] bytes, int position) {
        return new ChunkedInput(
                Arrays.copyOfRange(bytes, 0, position), Arrays.copyOfRange(bytes, position, bytes.length));
    }

    static ChunkedInput inPiecesOf(byte[] bytes, int size) {
        byte[][] pieces = new byte[(bytes.length + size - 1) / size][];
        for (int i = 0; i < pieces.length; i++) {
            pieces[i] = Arrays.copyOfRange(bytes, i * size, Math.min((i + 1) * size, bytes.length));
        }
        return new ChunkedInput(pieces);
    }

    @Override
    protected void fill() {
        if (!chunks.hasNext()) {
            throw new EndOfStream();
        }
        byte[] chunk = chunks.next();
        setChunk(chunk, 0, chunk.length);
    }

    /** Whether everything has been read. */
    boolean isAtEnd() {
        return available() == 0 && !chunks.hasNext();
    }
}
