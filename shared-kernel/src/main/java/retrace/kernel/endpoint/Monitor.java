package retrace.kernel.endpoint;

import org.jspecify.annotations.Nullable;

/**
 * A monitor of an endpoint: one RFB address. A streamer that shows all its screens in one framebuffer is one monitor.
 *
 * @param number 1 for the first
 * @param name what people call it
 * @param address where its streamer is dialled; null where the streamer dials in to the relay
 */
public record Monitor(int number, String name, @Nullable StreamerAddress address) {

    public Monitor {
        if (number < 1) {
            throw new IllegalArgumentException("Monitors are counted from 1, not " + number + ".");
        }
    }
}
