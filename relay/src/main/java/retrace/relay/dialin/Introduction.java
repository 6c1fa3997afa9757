package retrace.relay.dialin;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import retrace.kernel.relay.IdentifyStreamer;
import retrace.relay.connection.Connection;
import retrace.relay.rfb.RfbViolation;
import retrace.relay.rfb.handshake.ProtocolVersion;

/**
 * What a streamer that dials in says first. As to an UltraVNC repeater in mode II: {@value #ID_BYTES} bytes, {@code ID:}
 * and a number, filled with zeros, and then RFB as the server. As to a listening viewer: RFB at once.
 *
 * @param who what it says of itself
 * @param greeting its RFB greeting, which a session's handshake is to read again
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and handed on once
record Introduction(IdentifyStreamer who, byte[] greeting, ProtocolVersion version) {

    static final int ID_BYTES = 250;

    private static final int BEGINNING_BYTES = 4;
    private static final String RFB = "RFB ";
    private static final String ID = "ID:";
    private static final int NUMBER_LENGTH_MAX = 20;
    private static final String PEER = "computer";

    /**
     * Reads not a byte more than that. Blocks; whoever calls sees to it that it does not block for ever, by closing the
     * connection.
     *
     * @throws RfbViolation where it is neither
     */
    static Introduction read(Connection streamer) throws IOException {
        byte[] beginning = bytes(streamer, BEGINNING_BYTES);
        String text = new String(beginning, US_ASCII);
        if (text.equals(RFB)) {
            byte[] rest = bytes(streamer, ProtocolVersion.WIRE_BYTES - BEGINNING_BYTES);
            return of(new IdentifyStreamer.ByHost(streamer.peerHost()), joined(beginning, rest));
        }
        if (text.startsWith(ID)) {
            String id = text + new String(bytes(streamer, ID_BYTES - BEGINNING_BYTES), US_ASCII);
            IdentifyStreamer who = new IdentifyStreamer.ByNumber(numberIn(id));
            return of(who, bytes(streamer, ProtocolVersion.WIRE_BYTES));
        }
        throw new RfbViolation("What dials in is no streamer: it begins with neither an ID nor RFB.");
    }

    private static Introduction of(IdentifyStreamer who, byte[] greeting) {
        return new Introduction(who, greeting, ProtocolVersion.of(greeting, PEER));
    }

    /** As people type it: 123 456 789 and 123-456-789 are the same number as 123456789. */
    private static String numberIn(String id) {
        int end = id.indexOf('\0');
        String number = id.substring(ID.length(), end < 0 ? id.length() : end).replaceAll("[ -]", "");
        if (number.isEmpty()
                || number.length() > NUMBER_LENGTH_MAX
                || !number.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new RfbViolation("The streamer's ID is not a number of up to " + NUMBER_LENGTH_MAX + " digits.");
        }
        return number;
    }

    private static byte[] bytes(Connection streamer, int count) throws IOException {
        ByteBuffer target = ByteBuffer.allocate(count);
        while (target.hasRemaining()) {
            if (streamer.read(target) < 0) {
                throw new EOFException("The streamer left before it had said who it is.");
            }
        }
        return target.array();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }
}
