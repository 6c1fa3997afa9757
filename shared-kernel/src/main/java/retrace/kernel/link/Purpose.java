package retrace.kernel.link;

/** What a link is for. */
public enum Purpose {
    PLAY,
    DOWNLOAD
}
