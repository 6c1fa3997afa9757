package retrace.query.recordingcatalog;

/** How a recording file fares. */
public enum SegmentState {
    /** It is being written. */
    RECORDING,
    /** It is in the object store and can be played. */
    READY,
    /** It could not be finished. */
    FAILED,
    /** Its time is over: it can be played no more, and is deleted or about to be. */
    EXPIRED
}
