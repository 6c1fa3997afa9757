package retrace.relay.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import retrace.relay.rfb.Rectangle;
import retrace.relay.rfb.framing.StreamerWatch;

/** Tells of whatever is painted, on top of what another watches. */
record PictureWatch(StreamerWatch other, Runnable painted) implements StreamerWatch {

    @Override
    public boolean wantsToSpeak() {
        return other.wantsToSpeak();
    }

    @Override
    public void speak() throws IOException {
        other.speak();
    }

    @Override
    public void painted(Rectangle area) {
        if (!area.isEmpty()) {
            painted.run();
        }
        other.painted(area);
    }

    @Override
    public void copied(Rectangle source, Rectangle target) {
        other.copied(source, target);
    }

    @Override
    public void coloursChanged(ByteBuffer message) {
        other.coloursChanged(message);
    }
}
