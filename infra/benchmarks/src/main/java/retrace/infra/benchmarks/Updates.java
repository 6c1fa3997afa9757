package retrace.infra.benchmarks;

import java.util.Set;
import retrace.relay.rfb.decode.Framebuffer;
import retrace.relay.rfb.decode.PictureListener;
import retrace.relay.rfb.decode.RfbInput;
import retrace.relay.rfb.decode.ServerMessageDecoder;

/** Counts the framebuffer updates of a captured session. */
final class Updates implements PictureListener {

    private int count;

    private Updates() {}

    static int within(CapturedSession session, int millis) {
        Updates updates = new Updates();
        Framebuffer framebuffer = new Framebuffer(session.width(), session.height());
        try (ServerMessageDecoder decoder = new ServerMessageDecoder(framebuffer, session.format(), updates)) {
            Input input = new Input(session.bytesWithin(millis));
            while (true) {
                decoder.readMessage(input);
            }
        } catch (RfbInput.EndOfStream e) {
            return updates.count;
        }
    }

    @Override
    public void updated() {
        count++;
    }

    @Override
    public void resizing(int newWidth, int newHeight) {}

    @Override
    public void resized() {}

    @Override
    public void screensChanged(Set<Long> screens) {}

    private static final class Input extends RfbInput {

        Input(byte[] bytes) {
            setChunk(bytes, 0, bytes.length);
        }

        @Override
        protected void fill() {
            throw new EndOfStream();
        }
    }
}
