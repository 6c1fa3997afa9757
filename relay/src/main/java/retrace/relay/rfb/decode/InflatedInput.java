package retrace.relay.rfb.decode;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import retrace.relay.rfb.RfbViolation;

/**
 * One zlib stream of a connection (RFC 1950), read rectangle by rectangle: it lives as long as the connection does.
 * Inflates only as much as is asked for, so a zlib bomb takes no memory.
 */
final class InflatedInput extends RfbInput implements AutoCloseable {

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int SURPLUS_BYTES_MAX = 64 * 1024;

    private final String encoding;
    private final Inflater inflater = new Inflater();
    private final byte[] compressed = new byte[BUFFER_BYTES];
    private final byte[] inflated = new byte[BUFFER_BYTES];
    private RfbInput source = NOTHING;
    private long compressedLeft;

    private static final RfbInput NOTHING = new RfbInput() {
        @Override
        protected void fill() {
            throw new EndOfStream();
        }
    };

    InflatedInput(String encoding) {
        this.encoding = encoding;
    }

    /** The next rectangle's data: {@code length} compressed bytes of {@code in}. */
    void begin(RfbInput in, long length) {
        source = in;
        compressedLeft = length;
        setChunk(inflated, 0, 0);
    }

    /** Takes in what is left of the rectangle's data, so that the stream goes on rightly with the next. */
    void end() {
        int surplus = available();
        setChunk(inflated, 0, 0);
        while (compressedLeft > 0 || !inflater.needsInput()) {
            int count = inflateSome();
            surplus += count;
            if (surplus > SURPLUS_BYTES_MAX) {
                throw new RfbViolation("The streamer sends more " + encoding + " data than the rectangle has pixels.");
            }
            if (count == 0 && compressedLeft == 0) {
                break;
            }
        }
        source = NOTHING;
    }

    void reset() {
        inflater.reset();
        setChunk(inflated, 0, 0);
    }

    @Override
    protected void fill() {
        int count = inflateSome();
        while (count == 0) {
            if (compressedLeft == 0 && inflater.needsInput()) {
                throw new RfbViolation("The streamer's " + encoding + " data ends before its rectangle is full.");
            }
            count = inflateSome();
        }
        setChunk(inflated, 0, count);
    }

    private int inflateSome() {
        try {
            if (inflater.needsInput() && compressedLeft > 0) {
                int count = (int) Math.min(compressedLeft, compressed.length);
                source.read(compressed, 0, count);
                compressedLeft -= count;
                inflater.setInput(compressed, 0, count);
            }
            int count = inflater.inflate(inflated);
            if (count == 0 && (inflater.finished() || inflater.needsDictionary())) {
                throw new RfbViolation("The streamer's " + encoding + " stream ends in mid-connection.");
            }
            return count;
        } catch (DataFormatException e) {
            throw new RfbViolation("The streamer's " + encoding + " data is no zlib stream.", e);
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}
