package retrace.kernel.endpoint;

/** What an endpoint or a technician's computer runs. */
public enum Platform {
    WINDOWS,
    MACOS,
    IOS,
    ANDROID,
    LINUX
}
