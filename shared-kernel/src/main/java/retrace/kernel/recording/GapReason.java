package retrace.kernel.recording;

/** Why something that was on show is not recorded. */
public enum GapReason {
    /** The relay died, and with it what it had not stored yet. */
    RELAY_LOST,
    /** The file could not be finished. */
    SEGMENT_FAILED,
    /** What there was of the file is damaged and was put aside. */
    SEGMENT_QUARANTINED,
    /** The store no longer has the file as it was. */
    SEGMENT_MISSING,
    /** The recorder had failed, and the session had not ended yet. */
    RECORDING_UNAVAILABLE,
    /** The computer broke the protocol, so what it sent last could not be decoded. */
    PICTURE_UNREADABLE,
    /** Nothing that is known of the session explains it. */
    UNEXPLAINED
}
