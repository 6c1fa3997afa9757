package retrace.relay.rfb.handshake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Optional;
import retrace.relay.connection.Connection;
import retrace.relay.rfb.RfbViolation;

/**
 * The server's side, towards a viewer, in this order: {@link #greet}; {@link #refuseAtOnce} or {@link #prove};
 * {@link #refuse} or {@link #accept}; {@link #open}. Blocks; whoever calls sees to it that it does not block for ever,
 * by closing the connection.
 */
public final class ViewerHandshake {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int VNC_AUTHENTICATION = 2;
    private static final int FAILED = 1;
    private static final int NAME_BYTES_MAX = 1024;
    private static final String PEER = "viewer";

    private final ViewerSecurity security;
    private Connection connection;
    private HandshakeInput in;
    private ProtocolVersion version = ProtocolVersion.V3_8;

    public ViewerHandshake(Connection connection, ViewerSecurity security) {
        this.security = security;
        this.connection = connection;
        in = new HandshakeInput(connection, PEER);
    }

    /** What carries what follows: after {@link #prove} it may be TLS over the connection that this began with. */
    public Connection connection() {
        return connection;
    }

    /** The sentence for a viewer that cannot be let in whatever it proves; to be asked once it has greeted. */
    public Optional<String> whyNot() {
        return security.whyNot(version);
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

    /**
     * Has the viewer show its ticket, over TLS where it chooses that.
     *
     * @throws javax.net.ssl.SSLException where TLS does not come about
     */
    public Proof prove() throws IOException {
        if (version == ProtocolVersion.V3_3) {
            write(new byte[] {0, 0, 0, VNC_AUTHENTICATION});
            return challenge();
        }
        byte[] offered = security.types();
        write(new byte[] {(byte) offered.length});
        write(offered);
        int chosen = in.u8();
        TlsUpgrade tls = security.tls();
        if (chosen == VeNCryptSubtype.SECURITY_TYPE && tls != null) {
            return proveOverTls(tls);
        }
        if (chosen != VNC_AUTHENTICATION || !security.withoutTls()) {
            throw new RfbViolation("The viewer chooses the security type " + chosen + ", which was not offered.");
        }
        return challenge();
    }

    private Proof proveOverTls(TlsUpgrade tls) throws IOException {
        VeNCryptSubtype subtype = new VeNCryptServer(connection, in).agree();
        connection = tls.upgrade(connection);
        in = new HandshakeInput(connection, PEER);
        return switch (subtype.login()) {
            case VNC -> challenge();
            case PLAIN -> password();
            case NONE -> throw new IllegalStateException(subtype + " is not offered");
        };
    }

    private Proof challenge() throws IOException {
        byte[] challenge = new byte[VncAuthentication.CHALLENGE_BYTES];
        RANDOM.nextBytes(challenge);
        write(challenge);
        return new Proof.Response(challenge, in.bytes(VncAuthentication.CHALLENGE_BYTES));
    }

    /** Which name comes with it does not matter: whose the ticket is the relay knows. */
    private Proof password() throws IOException {
        long nameBytes = in.u32();
        long passwordBytes = in.u32();
        if (nameBytes > NAME_BYTES_MAX || passwordBytes > NAME_BYTES_MAX) {
            throw new RfbViolation(
                    "The viewer sends a user name of " + nameBytes + " bytes and a password of " + passwordBytes + ".");
        }
        in.bytes((int) nameBytes);
        return new Proof.Password(in.bytes((int) passwordBytes));
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
