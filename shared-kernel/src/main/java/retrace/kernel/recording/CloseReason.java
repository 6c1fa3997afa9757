package retrace.kernel.recording;

/** Why a segment was closed and, where the session went on, the next begun. */
public enum CloseReason {
    SIZE_LIMIT,
    MONITOR_SWITCHED,
    FRAME_RATE_CHANGED,
    /** Width and height changed places. */
    ORIENTATION_CHANGED,
    /** The framebuffer changed size in any other way. */
    RESOLUTION_CHANGED,
    SESSION_ENDED,
    /** The relay that wrote it died, and it was closed from what was durable. */
    RECOVERED
}
