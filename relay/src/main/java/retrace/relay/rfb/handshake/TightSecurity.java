package retrace.relay.rfb.handshake;

import java.io.IOException;
import java.nio.ByteBuffer;
import retrace.relay.connection.Connection;
import retrace.relay.rfb.RfbViolation;

/** The client's side of TightVNC's security type (rfbproto, "Tight Security Type"). */
final class TightSecurity {

    private static final int CAPABILITY_BYTES = 16;
    private static final int CAPABILITIES_MAX = 1024;
    private static final int NO_TUNNEL = 0;

    private final Connection connection;
    private final HandshakeInput in;

    TightSecurity(Connection connection, HandshakeInput in) {
        this.connection = connection;
        this.in = in;
    }

    /** Takes no tunnel. @return what is to follow: None or VNC Authentication */
    SecurityType agree(boolean hasPassword) throws IOException, StreamerRefusal {
        long[] tunnels = capabilities(in.u32());
        if (tunnels.length > 0) {
            if (!contains(tunnels, NO_TUNNEL)) {
                throw new StreamerRefusal("The computer's streamer takes nobody without a tunnel of TightVNC's."
                        + " Switch that off at the streamer.");
            }
            choose(NO_TUNNEL);
        }
        long[] types = capabilities(in.u32());
        if (types.length == 0) {
            return SecurityType.NONE;
        }
        boolean none = contains(types, SecurityType.NONE.code());
        boolean vnc = contains(types, SecurityType.VNC_AUTHENTICATION.code());
        if (!none && !vnc) {
            throw new StreamerRefusal("The computer's streamer asks for something else than a VNC password inside"
                    + " TightVNC's security type. Switch VNC Authentication on at the streamer.");
        }
        SecurityType chosen = vnc && (hasPassword || !none) ? SecurityType.VNC_AUTHENTICATION : SecurityType.NONE;
        choose(chosen.code());
        return chosen;
    }

    /** What follows ServerInit: messages and encodings beyond RFB's, none of which the relay lets pass. */
    void skipInteractionCapabilities() throws IOException {
        ByteBuffer counts = ByteBuffer.wrap(in.bytes(8));
        long count = (counts.getShort() & 0xffffL) + (counts.getShort() & 0xffff) + (counts.getShort() & 0xffff);
        capabilities(count);
    }

    private long[] capabilities(long count) throws IOException {
        if (count > CAPABILITIES_MAX) {
            throw new RfbViolation("The streamer announces " + count + " capabilities of TightVNC's.");
        }
        long[] codes = new long[(int) count];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = in.u32();
            in.bytes(CAPABILITY_BYTES - Integer.BYTES); // vendor and name
        }
        return codes;
    }

    private static boolean contains(long[] codes, int code) {
        for (long offered : codes) {
            if (offered == code) {
                return true;
            }
        }
        return false;
    }

    private void choose(int code) throws IOException {
        connection.write(ByteBuffer.allocate(Integer.BYTES).putInt(code).flip());
    }
}
