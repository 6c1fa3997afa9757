package retrace.kernel.platform;

/** What an endpoint or a technician's computer runs. */
public enum Platform {
    WINDOWS("Windows"),
    MACOS("macOS"),
    IOS("iOS"),
    ANDROID("Android"),
    LINUX("Linux");

    private final String title;

    Platform(String title) {
        this.title = title;
    }

    /** As its maker writes it. */
    public String title() {
        return title;
    }
}
