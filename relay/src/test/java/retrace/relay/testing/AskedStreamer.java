package retrace.relay.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import retrace.relay.rfb.Rectangle;

/** A streamer of 64 × 48 pixels that takes down what it is asked for, and sends what a test says when it says so. */
public final class AskedStreamer implements AutoCloseable {

    /** A FramebufferUpdateRequest. */
    public record Request(boolean incremental, Rectangle area) {}

    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> clipboards = new LinkedBlockingQueue<>();
    private final CompletableFuture<DataOutputStream> connection = new CompletableFuture<>();
    private final ScriptedStreamer streamer = ScriptedStreamer.showing(this::listen);

    private void listen(DataInputStream in, DataOutputStream out) throws IOException {
        connection.complete(out);
        for (int type = in.read(); type >= 0; type = in.read()) {
            switch (type) {
                case 0 -> in.readFully(new byte[19]);
                case 2 -> {
                    in.readByte();
                    in.readFully(new byte[4 * in.readUnsignedShort()]);
                }
                case 3 -> {
                    boolean incremental = in.readByte() != 0;
                    requests.add(new Request(
                            incremental,
                            new Rectangle(
                                    in.readUnsignedShort(),
                                    in.readUnsignedShort(),
                                    in.readUnsignedShort(),
                                    in.readUnsignedShort())));
                }
                case 5 -> in.readFully(new byte[5]);
                case 6 -> {
                    in.readFully(new byte[3]);
                    byte[] text = new byte[in.readInt()];
                    in.readFully(text);
                    clipboards.add(new String(text, StandardCharsets.ISO_8859_1));
                }
                case 150 -> in.readFully(new byte[9]);
                default -> throw new IOException("a message of type " + type);
            }
        }
    }

    public int port() {
        return streamer.port();
    }

    /** Waits for the next request. */
    public Request asked() throws InterruptedException {
        Request request = requests.poll(20, TimeUnit.SECONDS);
        if (request == null) {
            throw new IllegalStateException("nothing was asked");
        }
        return request;
    }

    /** What was asked within this time and not taken yet, or null. */
    public @Nullable Request askedWithin(long millis) throws InterruptedException {
        return requests.poll(millis, TimeUnit.MILLISECONDS);
    }

    /** What the technician has copied and has come here within this time, or null. */
    public @Nullable String clipboardWithin(long millis) throws InterruptedException {
        return clipboards.poll(millis, TimeUnit.MILLISECONDS);
    }

    public void send(byte[] bytes) throws IOException {
        connection.join().write(bytes);
    }

    /** An update of one rectangle in Raw, every byte of whose pixels is {@code value}. */
    public static byte[] painted(Rectangle area, int bytesPerPixel, int value) {
        byte[] pixels = new byte[area.width() * area.height() * bytesPerPixel];
        java.util.Arrays.fill(pixels, (byte) value);
        return update(area, 0, pixels);
    }

    /** An update of one rectangle. */
    public static byte[] update(Rectangle area, int encoding, byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        try {
            out.writeInt(1);
            out.writeShort(area.x());
            out.writeShort(area.y());
            out.writeShort(area.width());
            out.writeShort(area.height());
            out.writeInt(encoding);
            out.write(body);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        streamer.close();
    }
}
