package retrace.relay.recording.encode;

/**
 * Looks whether the samples of one segment can be decoded, in their order.
 *
 * <p>Thread: one at a time. {@link #close} frees native memory.
 */
public interface FrameCheck extends AutoCloseable {

    /** @throws Undecodable where it gives no picture of the segment's size */
    void decode(byte[] sample) throws Undecodable;

    @Override
    void close();
}
