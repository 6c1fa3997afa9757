package retrace.relay.rfb.handshake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import retrace.relay.connection.Connection;
import retrace.relay.rfb.PixelFormat;
import retrace.relay.rfb.RfbViolation;
import retrace.relay.rfb.framing.PixelFormatWire;

/**
 * The client's side, towards a streamer: {@link #authenticate}, then {@link #open}. Blocks; whoever calls sees to it
 * that it does not block for ever, by closing the connection.
 */
public final class StreamerHandshake {

    private static final int REASON_BYTES_MAX = 4096;
    private static final int NAME_BYTES_MAX = 1 << 16;
    private static final String PEER = "computer";

    private Connection connection;
    private HandshakeInput in;
    private @Nullable TightSecurity tight;

    public StreamerHandshake(Connection connection) {
        this.connection = connection;
        in = new HandshakeInput(connection, PEER);
    }

    /** What carries what follows: once authenticated it may be TLS over the connection that this began with. */
    public Connection connection() {
        return connection;
    }

    /** What the streamer greets with. Nothing is answered. */
    public ProtocolVersion greeting() throws IOException {
        return ProtocolVersion.of(in.bytes(ProtocolVersion.WIRE_BYTES), in.peer());
    }

    /** @throws javax.net.ssl.SSLException where TLS does not come about */
    public void authenticate(StreamerAccess access) throws IOException, StreamerRefusal {
        ProtocolVersion version = greeting();
        write(version.greeting());
        SecurityType type = version == ProtocolVersion.V3_3 ? announcedType(access) : chosenType(access);
        switch (type) {
            case NONE, VNC_AUTHENTICATION -> authenticate(type, access, version);
            case TIGHT -> {
                TightSecurity security = new TightSecurity(connection, in);
                tight = security;
                authenticate(security.agree(access.password() != null), access, version);
            }
            case VENCRYPT -> authenticateOverTls(access, version);
            case APPLE_DIFFIE_HELLMAN -> {
                new AppleAuthentication(connection, in).answer(userName(access), password(access));
                readResult(version);
            }
            case MS_LOGON_II -> {
                new MsLogon(connection, in).answer(userName(access), password(access));
                readResult(version);
            }
        }
    }

    private void authenticate(SecurityType type, StreamerAccess access, ProtocolVersion version)
            throws IOException, StreamerRefusal {
        if (type == SecurityType.VNC_AUTHENTICATION) {
            String password = password(access);
            write(VncAuthentication.response(password, in.bytes(VncAuthentication.CHALLENGE_BYTES)));
            readResult(version);
        } else if (version == ProtocolVersion.V3_8) {
            readResult(version);
        }
    }

    private void authenticateOverTls(StreamerAccess access, ProtocolVersion version)
            throws IOException, StreamerRefusal {
        VeNCryptSubtype subtype = new VeNCryptClient(connection, in).agree(access);
        TlsUpgrade anonymous = access.anonymous();
        TlsUpgrade tls = subtype.certified() || anonymous == null ? access.certified() : anonymous;
        connection = tls.upgrade(connection);
        in = new HandshakeInput(connection, PEER);
        switch (subtype.login()) {
            case NONE -> authenticate(SecurityType.NONE, access, version);
            case VNC -> authenticate(SecurityType.VNC_AUTHENTICATION, access, version);
            case PLAIN -> {
                byte[] name = userName(access).getBytes(UTF_8);
                byte[] password = password(access).getBytes(UTF_8);
                write(ByteBuffer.allocate(8 + name.length + password.length)
                        .putInt(name.length)
                        .putInt(password.length)
                        .put(name)
                        .put(password)
                        .array());
                readResult(version);
            }
        }
    }

    private static String password(StreamerAccess access) throws StreamerRefusal {
        String password = access.password();
        if (password == null) {
            throw new StreamerRefusal("The computer asks for a VNC password, and none is stored for it."
                    + " Store its password with the computer and try again.");
        }
        return password;
    }

    private static String userName(StreamerAccess access) {
        String userName = access.userName();
        if (userName == null) {
            throw new IllegalStateException("chosen without a user name");
        }
        return userName;
    }

    /** In 3.3 the streamer alone decides. */
    private SecurityType announcedType(StreamerAccess access) throws IOException, StreamerRefusal {
        long code = in.u32();
        if (code == 0) {
            throw refusal();
        }
        return SecurityType.of(code)
                .filter(access.types()::contains)
                .orElseThrow(() -> unsuitable(access, String.valueOf(code)));
    }

    private SecurityType chosenType(StreamerAccess access) throws IOException, StreamerRefusal {
        int count = in.u8();
        if (count == 0) {
            throw refusal();
        }
        byte[] offered = in.bytes(count);
        SecurityType chosen = access.types().stream()
                .filter(type -> contains(offered, type.code()))
                .findFirst()
                .orElseThrow(() -> unsuitable(
                        access,
                        IntStream.range(0, count)
                                .mapToObj(i -> String.valueOf(offered[i] & 0xff))
                                .collect(Collectors.joining(", "))));
        write(new byte[] {(byte) chosen.code()});
        return chosen;
    }

    private static boolean contains(byte[] types, int type) {
        for (byte offered : types) {
            if (offered == type) {
                return true;
            }
        }
        return false;
    }

    private static StreamerRefusal unsuitable(StreamerAccess access, String types) {
        String offers = "The computer's streamer offers only the security types " + types + ". ";
        if (!access.withoutTls()) {
            return new StreamerRefusal(offers + "This computer is reached over TLS alone, which is VeNCrypt (19):"
                    + " switch it on at the streamer, or allow for this computer that it has none.");
        }
        return new StreamerRefusal(offers
                + (access.userName() != null
                        ? "A user name is stored for it, with which the relay knows VeNCrypt (19), Apple's"
                                + " Diffie-Hellman (30) and MSLogon II (113): switch one of them on at the"
                                + " streamer, or store a VNC password without a user name."
                        : "The relay knows None (1), VNC Authentication (2), TightVNC's (16) and VeNCrypt (19),"
                                + " and with a user name Apple's Diffie-Hellman (30) and MSLogon II (113): switch"
                                + " one of them on at the streamer, or store a user name."));
    }

    private StreamerRefusal refusal() throws IOException {
        return new StreamerRefusal("The computer's streamer refuses: " + in.text(REASON_BYTES_MAX));
    }

    private void readResult(ProtocolVersion version) throws IOException, StreamerRefusal {
        if (in.u32() == 0) {
            return;
        }
        if (version == ProtocolVersion.V3_8) {
            throw refusal();
        }
        throw new StreamerRefusal("The computer's streamer does not take the stored password.");
    }

    /** @param shared whether other viewers of the streamer may stay */
    public ServerInit open(boolean shared) throws IOException {
        write(new byte[] {(byte) (shared ? 1 : 0)});
        ByteBuffer fixed = ByteBuffer.wrap(in.bytes(ServerInit.FIXED_BYTES));
        PixelFormat format = PixelFormatWire.read(fixed, 4);
        long nameBytes = fixed.getInt(20) & 0xffffffffL;
        if (nameBytes > NAME_BYTES_MAX) {
            throw new RfbViolation("The streamer sends a desktop name of " + nameBytes + " bytes.");
        }
        byte[] name = in.bytes((int) nameBytes);
        if (tight != null) {
            tight.skipInteractionCapabilities();
        }
        return ServerInit.of(fixed, format, name);
    }

    private void write(byte[] bytes) throws IOException {
        connection.write(ByteBuffer.wrap(bytes));
    }
}
