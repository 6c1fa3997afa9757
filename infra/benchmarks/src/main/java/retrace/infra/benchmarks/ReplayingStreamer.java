package retrace.infra.benchmarks;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.concurrent.locks.LockSupport;

/** One connection of a streamer that plays a captured session at its own pace, whatever it is asked for. */
final class ReplayingStreamer {

    private final CapturedSession session;
    private final Socket socket;

    /** Shakes hands to the end of ServerInit. */
    ReplayingStreamer(CapturedSession session, Socket socket) throws IOException {
        this.session = session;
        this.socket = socket;
        socket.setTcpNoDelay(true);
        DataInputStream in = new DataInputStream(socket.getInputStream());
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.write(Wire.VERSION);
        in.readFully(new byte[Wire.VERSION.length]);
        out.write(new byte[] {1, Wire.NO_AUTHENTICATION});
        in.readByte();
        out.writeInt(0);
        in.readByte(); // shared or not
        out.write(session.serverInit());
        Thread.ofVirtual().start(() -> discard(in));
    }

    private static void discard(DataInputStream in) {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // the relay has closed the connection
        }
    }

    /**
     * Plays a part of the session, the first time from its beginning and each time from where it was left.
     *
     * @param speed how many times faster than it was captured
     * @return the bytes played
     */
    long play(Stretch stretch, double speed, long startNanos) {
        long bytes = 0;
        try {
            OutputStream out = socket.getOutputStream();
            for (CapturedSession.Piece piece : session.pieces()) {
                if (stretch.has(piece)) {
                    awaitTime(startNanos + (long) ((piece.millis() - stretch.fromMillis()) * 1e6 / speed));
                    out.write(piece.bytes());
                    bytes += piece.bytes().length;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the relay has left a streamer", e);
        }
        return bytes;
    }

    private static void awaitTime(long nanos) {
        long left = nanos - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = nanos - System.nanoTime();
        }
    }
}
