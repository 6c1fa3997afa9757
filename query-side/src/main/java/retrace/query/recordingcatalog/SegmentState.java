package retrace.query.recordingcatalog;

/** How a recording file fares. */
public enum SegmentState {
    /** It is being written. */
    RECORDING,
    /** It is in the object store and can be played. */
    READY,
    /** It could not be finished. */
    FAILED,
    /** What there was of it is damaged and was put aside. */
    QUARANTINED,
    /** It was finished, and the object store no longer has it as it was. */
    MISSING,
    /** Its time is over: it can be played no more, and is deleted or about to be. */
    EXPIRED
}
