package retrace.relay.recording.encode;

/** Makes a check for each segment. */
@FunctionalInterface
public interface FrameChecks {

    /** @throws Undecodable where what a player must know beforehand is unusable */
    FrameCheck open(VideoFormat format) throws Undecodable;
}
