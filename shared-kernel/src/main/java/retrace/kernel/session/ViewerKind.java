package retrace.kernel.session;

/** With what the technician looks at the endpoint. */
public enum ViewerKind {
    CONSOLE,
    VNC_VIEWER
}
