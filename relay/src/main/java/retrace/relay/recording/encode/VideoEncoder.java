package retrace.relay.recording.encode;

import java.util.List;
import retrace.relay.rfb.Rectangle;

/**
 * Turns the pictures of one segment into samples, each at once: no picture is held back.
 *
 * <p>Thread: one at a time. {@link #close} frees native memory.
 */
public interface VideoEncoder extends AutoCloseable {

    /**
     * Takes damage in ahead of {@link #encode}, which then need not be told of it.
     *
     * @return false where the picture looks as it did, so that a frame would show nothing new; an encoder that does not
     *     compare says true
     */
    default boolean takeIn(int[] pixels, List<Rectangle> damage) {
        return true;
    }

    /**
     * @param pixels the whole picture, {@code 0x00RRGGBB}, of the size that the encoder was opened for
     * @param damage what has changed since the last call and was not taken in; the encoder need not look at the rest
     * @param key whether the sample must be decodable without those before it; the first is in any case
     * @throws EncodingFailed where the codec gives no sample
     */
    EncodedFrame encode(int[] pixels, List<Rectangle> damage, boolean key);

    /** What a player must know before the first sample. */
    VideoFormat format();

    @Override
    void close();
}
