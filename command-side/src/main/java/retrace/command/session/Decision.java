package retrace.command.session;

/** What is decided about a session that somebody asks for. */
public sealed interface Decision {

    /** @param recorded whether it is recorded, for its whole life */
    record Admitted(boolean recorded) implements Decision {}

    /**
     * @param code a stable word
     * @param message for the technician
     */
    record Refused(String code, String message) implements Decision {}
}
