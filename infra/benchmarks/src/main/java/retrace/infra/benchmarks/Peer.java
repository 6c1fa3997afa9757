package retrace.infra.benchmarks;

/**
 * What others take for a minute of the same desktop at the same size, measured once on two cores of the machine on which
 * Retrace is developed.
 */
final class Peer {

    /** FFmpeg's x264 ultrafast, fed only the frames that changed; encoding alone. */
    static final double X264_ULTRAFAST_CPU_SECONDS = 2.6;

    /** guacd 1.6.1 with recording, session and recording together. */
    static final double GUACD_CPU_SECONDS = 12.7;

    /** guacenc, to make a video of guacd's recording. */
    static final double GUACENC_CPU_SECONDS = 24;

    static final double X264_SUPERFAST_MEGABYTES = 2.8;

    private Peer() {}
}
