package retrace.query.sessionslog;

/** How the recording of a session as a whole fares. */
public enum RecordingState {
    /** There is nothing to record, or nothing came that could be. */
    NONE,
    /** The session runs and is recorded. */
    RECORDING,
    /** The session has ended and some of its segments are not in the store yet. */
    UPLOADING,
    /** At least one segment can be played. */
    READY,
    /** None of its segments could be finished, or it has shown something and there is none. */
    FAILED,
    /** Its segments were deleted when their time was over. */
    EXPIRED
}
