package retrace.kernel.session;

/** Why a session ended. */
public enum EndReason {
    /** The technician's viewer went away. */
    TECHNICIAN_LEFT,
    /** Somebody ended it in the console or through the API. */
    ENDED_BY_REQUEST,
    /** The streamer went away or would not let the relay in. */
    STREAMER_LEFT,
    /** Nobody came with the ticket in time. */
    TICKET_EXPIRED,
    /** One of the peers broke the RFB protocol. */
    PROTOCOL_VIOLATION,
    /** It must be recorded and could not be. */
    RECORDING_UNAVAILABLE,
    /** It had lasted as long as a recorded session may. */
    MAX_DURATION,
    /** The relay was stopped by its operator. */
    RELAY_STOPPED,
    /** The relay died. */
    RELAY_LOST
}
