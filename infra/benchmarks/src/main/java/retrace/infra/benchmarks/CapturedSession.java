package retrace.infra.benchmarks;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import retrace.relay.rfb.PixelFormat;
import retrace.relay.rfb.framing.PixelFormatWire;

/**
 * What a streamer sent in a session, as it came: ServerInit, then pieces with the time at which each arrived.
 *
 * @param serverInit the message as on the wire
 */
record CapturedSession(byte[] serverInit, List<Piece> pieces) {

    /** 60 seconds of a 1920 × 1080 desktop: typing, scrolling text, a window that moves. */
    static final String DESKTOP = "/captured/desktop-1080p.rfb.gz";

    private static final int BYTES_MAX = 64 << 20;

    /** @param millis since the first request for an update */
    record Piece(int millis, byte[] bytes) {}

    int bytes() {
        return pieces.stream().mapToInt(piece -> piece.bytes().length).sum();
    }

    int millis() {
        return pieces.getLast().millis();
    }

    /** The bytes that arrived within the first {@code millis}. */
    byte[] bytesWithin(int millis) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        pieces.stream().filter(piece -> piece.millis() <= millis).forEach(piece -> bytes.writeBytes(piece.bytes()));
        return bytes.toByteArray();
    }

    int width() {
        return Short.toUnsignedInt(ByteBuffer.wrap(serverInit).getShort(0));
    }

    int height() {
        return Short.toUnsignedInt(ByteBuffer.wrap(serverInit).getShort(2));
    }

    PixelFormat format() {
        return PixelFormatWire.read(ByteBuffer.wrap(serverInit), 4);
    }

    static CapturedSession load(String resource) throws IOException {
        try (InputStream in = CapturedSession.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("there is no captured session " + resource);
            }
            return read(in);
        }
    }

    static CapturedSession read(InputStream file) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(new GZIPInputStream(file)));
        byte[] serverInit = block(in);
        List<Piece> pieces = new ArrayList<>();
        while (true) {
            int millis;
            try {
                millis = in.readInt();
            } catch (EOFException e) {
                return new CapturedSession(serverInit, List.copyOf(pieces));
            }
            pieces.add(new Piece(millis, block(in)));
        }
    }

    private static byte[] block(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > BYTES_MAX) {
            throw new IOException("a captured piece of " + length + " bytes");
        }
        return in.readNBytes(length);
    }

    void write(OutputStream file) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(new GZIPOutputStream(file)))) {
            out.writeInt(serverInit.length);
            out.write(serverInit);
            for (Piece piece : pieces) {
                out.writeInt(piece.millis());
                out.writeInt(piece.bytes().length);
                out.write(piece.bytes());
            }
        }
    }
}
