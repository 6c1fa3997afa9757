package retrace.infra.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Captures what a VNC server sends while something happens on its desktop: {@code CaptureSession PORT SECONDS FILE}. The
 * server is on loopback and asks for no password. Offers what a common viewer offers, without JPEG.
 */
public final class CaptureSession {

    private static final int QUIET_MILLIS = 8;
    private static final int BUFFER_BYTES = 256 * 1024;

    private final DataInputStream in;
    private final DataOutputStream out;
    private final Socket socket;

    private CaptureSession(Socket socket) throws IOException {
        this.socket = socket;
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
    }

    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(arguments[0]);
        Duration length = Duration.ofSeconds(Long.parseLong(arguments[1]));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                OutputStream file = Files.newOutputStream(Path.of(arguments[2]))) {
            new CaptureSession(socket).capture(length).write(file);
        }
    }

    private CapturedSession capture(Duration length) throws IOException {
        byte[] serverInit = handshake();
        int width = (serverInit[0] & 0xff) << 8 | serverInit[1] & 0xff;
        int height = (serverInit[2] & 0xff) << 8 | serverInit[3] & 0xff;
        setEncodings();
        request(false, width, height);
        List<CapturedSession.Piece> pieces = new ArrayList<>();
        byte[] buffer = new byte[BUFFER_BYTES];
        socket.setSoTimeout(QUIET_MILLIS);
        long start = System.nanoTime();
        boolean asked = true;
        while (System.nanoTime() - start < length.toNanos()) {
            try {
                int count = in.read(buffer);
                if (count < 0) {
                    break;
                }
                int millis = (int) ((System.nanoTime() - start) / 1_000_000);
                pieces.add(new CapturedSession.Piece(millis, Arrays.copyOf(buffer, count)));
                asked = false;
            } catch (SocketTimeoutException quiet) {
                if (!asked) {
                    request(true, width, height);
                    asked = true;
                }
            }
        }
        return new CapturedSession(serverInit, pieces);
    }

    private byte[] handshake() throws IOException {
        in.readNBytes(12);
        out.write(Wire.VERSION);
        in.readNBytes(in.readUnsignedByte());
        out.write(Wire.NO_AUTHENTICATION);
        if (in.readInt() != 0) {
            throw new IOException("the server lets nobody in without a password");
        }
        out.write(1); // shared
        ByteArrayOutputStream serverInit = new ByteArrayOutputStream();
        byte[] fixed = in.readNBytes(24);
        serverInit.writeBytes(fixed);
        int nameLength = (fixed[22] & 0xff) << 8 | fixed[23] & 0xff;
        serverInit.writeBytes(in.readNBytes(nameLength));
        return serverInit.toByteArray();
    }

    private void setEncodings() throws IOException {
        int[] encodings = Wire.encodings();
        out.writeByte(Wire.SET_ENCODINGS);
        out.writeByte(0);
        out.writeShort(encodings.length);
        for (int encoding : encodings) {
            out.writeInt(encoding);
        }
        out.flush();
    }

    private void request(boolean incremental, int width, int height) throws IOException {
        out.writeByte(Wire.FRAMEBUFFER_UPDATE_REQUEST);
        out.writeBoolean(incremental);
        out.writeInt(0);
        out.writeShort(width);
        out.writeShort(height);
        out.flush();
    }
}
