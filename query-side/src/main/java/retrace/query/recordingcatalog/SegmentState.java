package retrace.query.recordingcatalog;

/** How a recording file fares. */
public enum SegmentState {
    /** It is being written. */
    RECORDING,
    /** It is in the object store and can be played. */
    READY,
    /** It could not be finished. */
    FAILED,
    /** It was deleted when its time was over. */
    EXPIRED
}
