package retrace.kernel.team;

/** How a technician gets at an endpoint: let in by a person there, or always. */
public enum AccessKind {
    ATTENDED,
    UNATTENDED
}
