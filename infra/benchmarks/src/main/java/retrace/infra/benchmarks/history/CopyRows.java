package retrace.infra.benchmarks.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Rows in the form that PostgreSQL's COPY takes in binary. */
final class CopyRows {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final int NO_FLAGS = 0;
    private static final int NO_EXTENSION = 0;
    private static final int END = -1;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 20);
    private final DataOutputStream out = new DataOutputStream(bytes);

    void header() {
        write(() -> {
            out.write(SIGNATURE);
            out.writeInt(NO_FLAGS);
            out.writeInt(NO_EXTENSION);
        });
    }

    void row(int columns) {
        write(() -> out.writeShort(columns));
    }

    void value(long number) {
        write(() -> {
            out.writeInt(Long.BYTES);
            out.writeLong(number);
        });
    }

    void value(String text) {
        value(text.getBytes(UTF_8));
    }

    void value(byte[] value) {
        write(() -> {
            out.writeInt(value.length);
            out.write(value);
        });
    }

    void end() {
        write(() -> out.writeShort(END));
    }

    /** What was written since it was asked last. */
    byte[] take() {
        byte[] taken = bytes.toByteArray();
        bytes.reset();
        return taken;
    }

    private interface Writing {
        void run() throws IOException;
    }

    private static void write(Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory takes everything
        }
    }
}
