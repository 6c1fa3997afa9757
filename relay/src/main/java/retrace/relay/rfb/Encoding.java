package retrace.relay.rfb;

/** Encoding and pseudo-encoding numbers as registered (RFC 6143, section 7.7 and 7.8; rfbproto, "Encodings"). */
public final class Encoding {

    public static final int RAW = 0;
    public static final int COPY_RECT = 1;
    public static final int RRE = 2;
    public static final int CORRE = 4;
    public static final int HEXTILE = 5;
    public static final int ZLIB = 6;
    public static final int TIGHT = 7;
    public static final int ZRLE = 16;
    public static final int TIGHT_PNG = -260;

    public static final int DESKTOP_SIZE = -223;
    public static final int LAST_RECT = -224;
    public static final int CURSOR = -239;
    public static final int X_CURSOR = -240;
    public static final int QEMU_EXTENDED_KEY = -258;
    public static final int QEMU_AUDIO = -259;
    public static final int LED_STATE = -261;
    public static final int DESKTOP_NAME = -307;
    public static final int EXTENDED_DESKTOP_SIZE = -308;
    public static final int FENCE = -312;
    public static final int CONTINUOUS_UPDATES = -313;
    public static final int CURSOR_WITH_ALPHA = -314;
    public static final int VMWARE_CURSOR = 0x574d5664;
    public static final int VMWARE_CURSOR_POSITION = 0x574d5666;
    public static final int EXTENDED_CLIPBOARD = 0xC0A1E5CE;

    /** JPEG quality 0 to 9 and compression level 0 to 9 of Tight; they ask for nothing new on the wire. */
    public static final int QUALITY_FIRST = -32;

    public static final int QUALITY_LAST = -23;
    public static final int FINE_QUALITY_FIRST = -512;
    public static final int FINE_QUALITY_LAST = -412;
    public static final int COMPRESSION_FIRST = -256;
    public static final int COMPRESSION_LAST = -247;

    private Encoding() {}

    /** Whether a rectangle in it is the cursor's shape. */
    public static boolean isCursor(int encoding) {
        return encoding == CURSOR || encoding == X_CURSOR || encoding == CURSOR_WITH_ALPHA || encoding == VMWARE_CURSOR;
    }
}
