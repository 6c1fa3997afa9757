package retrace.infra.streamer.rfb;

/** The numbers of encodings and pseudo-encodings that this server knows (RFC 6143, 7.7 and 7.8, and rfbproto). */
final class Encoding {

    static final int RAW = 0;
    static final int COPY_RECT = 1;
    static final int HEXTILE = 5;
    static final int ZLIB = 6;
    static final int ZRLE = 16;
    static final int DESKTOP_SIZE = -223;
    static final int CURSOR = -239;
    static final int EXTENDED_DESKTOP_SIZE = -308;

    private Encoding() {}
}
