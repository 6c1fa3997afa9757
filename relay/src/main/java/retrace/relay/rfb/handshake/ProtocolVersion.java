package retrace.relay.rfb.handshake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import retrace.relay.rfb.RfbViolation;

/** The handshakes that there are (RFC 6143, section 7.1.1). Other numbers stand for the nearest of these below. */
public enum ProtocolVersion {
    V3_3("3.3"),
    V3_7("3.7"),
    V3_8("3.8");

    public static final int WIRE_BYTES = 12;

    private static final int SHOWN_MAX = 24;

    private final String number;

    ProtocolVersion(String number) {
        this.number = number;
    }

    /** As people write it: 3.8. */
    public String number() {
        return number;
    }

    byte[] greeting() {
        return ("RFB 003.00" + number.charAt(2) + "\n").getBytes(ISO_8859_1);
    }

    /**
     * Also takes 3.5 and what else lies below 3.7 for 3.3, and 3.889, 4.x and 5.x, with which some servers greet, for
     * 3.8.
     *
     * @param greeting {@value #WIRE_BYTES} bytes
     * @param peer viewer or computer, for sentences
     */
    public static ProtocolVersion of(byte[] greeting, String peer) {
        String text = new String(greeting, ISO_8859_1);
        if (!text.matches("RFB \\d{3}\\.\\d{3}\n")) {
            throw new RfbViolation("The " + peer + " does not speak RFB: it begins with '" + printable(text) + "'.");
        }
        int major = Integer.parseInt(text.substring(4, 7));
        int minor = Integer.parseInt(text.substring(8, 11));
        if (major < 3) {
            throw new RfbViolation(
                    "The " + peer + " speaks RFB " + major + "." + minor + ", which is no version of it.");
        }
        if (major > 3 || minor >= 8) {
            return V3_8;
        }
        return minor == 7 ? V3_7 : V3_3;
    }

    private static String printable(String text) {
        String shown = text.replaceAll("[^ -~]", "?");
        return shown.length() > SHOWN_MAX ? shown.substring(0, SHOWN_MAX) + "…" : shown;
    }
}
