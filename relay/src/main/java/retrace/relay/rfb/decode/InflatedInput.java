package retrace.relay.rfb.decode;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;
import retrace.relay.rfb.RfbViolation;

/**
 * One zlib stream of a connection (RFC 1950), read rectangle by rectangle: it lives as long as the connection does.
 * Inflates only as much as is asked for, so a zlib bomb takes no memory. Takes memory from its first rectangle on.
 */
final class InflatedInput extends RfbInput implements AutoCloseable {

    /** How much is inflated at once; a connection's streams share one such buffer, for one is read at a time. */
    static final int BUFFER_BYTES = 64 * 1024;

    /** How much more than its pixels a rectangle's data may hold: nothing sensible, but viewers are as patient. */
    private static final int SURPLUS_BYTES_MAX = 64 * 1024;

    private final String encoding;
    private final byte[] inflated;
    private @Nullable Inflater inflater;
    private @Nullable RfbInput source;
    private long compressedLeft;

    /** @param buffer of {@link #BUFFER_BYTES}; used between {@link #begin} and {@link #end} only */
    InflatedInput(String encoding, byte[] buffer) {
        this.encoding = encoding;
        inflated = buffer;
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
        Inflater stream = stream();
        while (!stream.finished() && (compressedLeft > 0 || !stream.needsInput())) {
            int count = inflateSome();
            if (count == 0 && compressedLeft == 0) {
                break;
            }
            surplus += count;
            if (surplus > SURPLUS_BYTES_MAX) {
                throw new RfbViolation("The streamer sends more " + encoding + " data than its rectangle has pixels.");
            }
        }
        if (source != null) {
            source.skip(compressedLeft);
        }
        source = null;
    }

    /** The streamer begins the stream anew. */
    void reset() {
        if (inflater != null) {
            inflater.reset();
        }
    }

    @Override
    protected void fill() {
        int count = inflateSome();
        while (count == 0) {
            if (compressedLeft == 0 && stream().needsInput() || stream().finished()) {
                throw new RfbViolation("The streamer's " + encoding + " data ends before its rectangle is full.");
            }
            count = inflateSome();
        }
        setChunk(inflated, 0, count);
    }

    private int inflateSome() {
        Inflater stream = stream();
        try {
            if (stream.needsInput() && compressedLeft > 0 && source != null) {
                compressedLeft -= source.feed(stream, compressedLeft);
            }
            int count = stream.inflate(inflated);
            if (count == 0 && stream.needsDictionary()) {
                throw new RfbViolation("The streamer's " + encoding + " stream wants a dictionary.");
            }
            return count;
        } catch (DataFormatException e) {
            throw new RfbViolation("The streamer's " + encoding + " data is no zlib stream.", e);
        }
    }

    private Inflater stream() {
        if (inflater == null) {
            inflater = new Inflater();
        }
        return inflater;
    }

    @Override
    public void close() {
        if (inflater != null) {
            inflater.end();
        }
    }
}
