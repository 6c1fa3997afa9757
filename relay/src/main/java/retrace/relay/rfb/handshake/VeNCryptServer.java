package retrace.relay.rfb.handshake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import retrace.relay.connection.Connection;
import retrace.relay.rfb.RfbViolation;

/** The server's side of VeNCrypt (rfbproto, "VeNCrypt"), up to where TLS begins. */
final class VeNCryptServer {

    /** A technician has a ticket and no name to type, so the one that asks for no name comes first. */
    private static final List<VeNCryptSubtype> OFFERED = List.of(VeNCryptSubtype.X509_VNC, VeNCryptSubtype.X509_PLAIN);

    private static final byte REFUSED = 1;
    private static final byte ACKNOWLEDGED = 1;

    private final Connection connection;
    private final HandshakeInput in;

    VeNCryptServer(Connection connection, HandshakeInput in) {
        this.connection = connection;
        this.in = in;
    }

    /** What the viewer has chosen; TLS is next. */
    VeNCryptSubtype agree() throws IOException {
        write(VeNCryptSubtype.MAJOR, VeNCryptSubtype.MINOR);
        int major = in.u8();
        int minor = in.u8();
        if (major != VeNCryptSubtype.MAJOR || minor != VeNCryptSubtype.MINOR) {
            write(REFUSED);
            throw new RfbViolation("The viewer speaks VeNCrypt " + major + "." + minor + ", and not 0.2.");
        }
        ByteBuffer offer = ByteBuffer.allocate(2 + Integer.BYTES * OFFERED.size())
                .put((byte) 0)
                .put((byte) OFFERED.size());
        OFFERED.forEach(subtype -> offer.putInt(subtype.code()));
        connection.write(offer.flip());
        long code = in.u32();
        VeNCryptSubtype chosen = VeNCryptSubtype.of(code)
                .filter(OFFERED::contains)
                .orElseThrow(() -> new RfbViolation(
                        "The viewer chooses the VeNCrypt subtype " + code + ", which was not offered."));
        write(ACKNOWLEDGED);
        return chosen;
    }

    private void write(int... bytes) throws IOException {
        ByteBuffer message = ByteBuffer.allocate(bytes.length);
        for (int value : bytes) {
            message.put((byte) value);
        }
        connection.write(message.flip());
    }
}
