package retrace.relay.rfb.framing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import retrace.relay.rfb.PixelFormat;

/** Frames bytes in pieces and keeps what comes out. */
final class FramedStream implements StreamerSink {

    static final PixelFormat RGB888 = new PixelFormat(32, 24, false, true, 255, 255, 255, 16, 8, 0);

    final ByteArrayOutputStream toViewer = new ByteArrayOutputStream();
    final ByteArrayOutputStream toRecorder = new ByteArrayOutputStream();
    final List<String> events = new ArrayList<>();
    final Conversation conversation = new Conversation(new FramebufferSize(640, 480));
    private final StreamerFraming framing;
    private final ByteBuffer buffer = Bytes.buffer();

    FramedStream(PixelFormat format) {
        framing = new StreamerFraming(conversation, format, this);
    }

    FramedStream feed(byte[] bytes, int pieceBytes) throws IOException, InterruptedException {
        for (int from = 0; from < bytes.length; from += pieceBytes) {
            buffer.put(bytes, from, Math.min(pieceBytes, bytes.length - from));
            framing.frame(buffer.flip());
            buffer.compact();
        }
        return this;
    }

    boolean isBetweenMessages() {
        return framing.isBetweenMessages() && buffer.position() == 0;
    }

    private static void write(ByteBuffer from, ByteArrayOutputStream... to) {
        byte[] bytes = new byte[from.remaining()];
        from.get(bytes);
        for (ByteArrayOutputStream target : to) {
            target.writeBytes(bytes);
        }
    }

    @Override
    public void passed(ByteBuffer bytes) {
        write(bytes, toViewer, toRecorder);
    }

    @Override
    public void withheld(ByteBuffer bytes) {
        write(bytes, toRecorder);
    }

    @Override
    public void inserted(ByteBuffer bytes) {
        write(bytes, toViewer);
    }

    @Override
    public void pixelFormatChanged(PixelFormat format) {
        events.add(format.bitsPerPixel() + " bits from byte " + toRecorder.size());
    }

    @Override
    public void resized(FramebufferSize size) {
        events.add(size.toString());
    }
}
