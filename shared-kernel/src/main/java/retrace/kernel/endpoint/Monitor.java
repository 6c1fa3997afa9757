package retrace.kernel.endpoint;

/**
 * A monitor of an endpoint: one RFB address. A streamer that shows all its screens in one framebuffer is one monitor.
 *
 * @param number 1 for the first
 * @param name what people call it
 */
public record Monitor(int number, String name, StreamerAddress address) {

    public Monitor {
        if (number < 1) {
            throw new IllegalArgumentException("Monitors are counted from 1, not " + number + ".");
        }
    }
}
