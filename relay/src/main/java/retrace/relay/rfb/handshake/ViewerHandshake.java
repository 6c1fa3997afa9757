package retrace.relay.rfb.handshake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import retrace.relay.connection.Connection;
import retrace.relay.rfb.RfbViolation;

/**
 * The server's side, towards a viewer, in this order: {@link #greet}; {@link #refuseAtOnce} or {@link #challenge};
 * {@link #refuse} or {@link #accept}; {@link #open}. Blocks; whoever calls sees to it that it does not block for ever,
 * by closing the connection.
 */
public final class ViewerHandshake {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int VNC_AUTHENTICATION = 2;
    private static final int FAILED = 1;

    private final Connection connection;
    private final HandshakeInput in;
    private ProtocolVersion version = ProtocolVersion.V3_8;

    public ViewerHandshake(Connection connection) {
        this.connection = connection;
        in = new HandshakeInput(connection, "viewer");
    }

    /**
     * What a viewer has answered to a challenge.
     *
     * @param response {@value VncAuthentication#CHALLENGE_BYTES} bytes, as is {@code challenge}
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
    public record Proof(byte[] challenge, byte[] response) {

        public boolean isBy(String password) {
            return VncAuthentication.isResponse(response, password, challenge);
        }
    }

    public ProtocolVersion greet() throws IOException {
        write(ProtocolVersion.V3_8.greeting());
        version = ProtocolVersion.of(in.bytes(ProtocolVersion.WIRE_BYTES), in.peer());
        return version;
    }

    /** Refuses before anything is proved, with a reason that every version can carry. */
    public void refuseAtOnce(String reason) throws IOException {
        byte[] text = reason.getBytes(UTF_8);
        boolean typeIsLong = version == ProtocolVersion.V3_3;
        ByteBuffer message = ByteBuffer.allocate((typeIsLong ? 4 : 1) + 4 + text.length);
        message.position(typeIsLong ? 4 : 1);
        connection.write(message.putInt(text.length).put(text).flip());
    }

    public Proof challenge() throws IOException {
        if (version == ProtocolVersion.V3_3) {
            write(new byte[] {0, 0, 0, VNC_AUTHENTICATION});
        } else {
            write(new byte[] {1, VNC_AUTHENTICATION});
            int chosen = in.u8();
            if (chosen != VNC_AUTHENTICATION) {
                throw new RfbViolation("The viewer chooses the security type " + chosen + ", which was not offered.");
            }
        }
        byte[] challenge = new byte[VncAuthentication.CHALLENGE_BYTES];
        RANDOM.nextBytes(challenge);
        write(challenge);
        return new Proof(challenge, in.bytes(VncAuthentication.CHALLENGE_BYTES));
    }

    /** Refuses in answer to the proof. Only 3.8 has room for the reason. */
    public void refuse(String reason) throws IOException {
        byte[] text = version == ProtocolVersion.V3_8 ? reason.getBytes(UTF_8) : new byte[0];
        ByteBuffer message = ByteBuffer.allocate(8 + text.length).putInt(FAILED);
        if (version == ProtocolVersion.V3_8) {
            message.putInt(text.length).put(text);
        }
        connection.write(message.flip());
    }

    /** @return whether the viewer wants to share the computer with others */
    public boolean accept() throws IOException {
        write(new byte[4]);
        return in.u8() != 0;
    }

    public void open(ServerInit init) throws IOException {
        write(init.wire());
    }

    private void write(byte[] bytes) throws IOException {
        connection.write(ByteBuffer.wrap(bytes));
    }
}
