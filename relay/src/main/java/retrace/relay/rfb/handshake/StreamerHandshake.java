package retrace.relay.rfb.handshake;

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
    private static final int NO_AUTHENTICATION = 1;
    private static final int VNC_AUTHENTICATION = 2;

    private final Connection connection;
    private final HandshakeInput in;

    public StreamerHandshake(Connection connection) {
        this.connection = connection;
        in = new HandshakeInput(connection, "computer");
    }

    /** What the streamer greets with. Nothing is answered. */
    public ProtocolVersion greeting() throws IOException {
        return ProtocolVersion.of(in.bytes(ProtocolVersion.WIRE_BYTES), in.peer());
    }

    /** @param password null where there is none for this streamer */
    public void authenticate(@Nullable String password) throws IOException, StreamerRefusal {
        ProtocolVersion version = greeting();
        write(version.greeting());
        int type = version == ProtocolVersion.V3_3 ? announcedType() : chosenType(password != null);
        switch (type) {
            case NO_AUTHENTICATION -> {
                if (version == ProtocolVersion.V3_8) {
                    readResult(version);
                }
            }
            case VNC_AUTHENTICATION -> {
                if (password == null) {
                    throw new StreamerRefusal("The computer asks for a VNC password, and none is stored for it."
                            + " Store its password with the computer and try again.");
                }
                write(VncAuthentication.response(password, in.bytes(VncAuthentication.CHALLENGE_BYTES)));
                readResult(version);
            }
            default -> throw unsupported(String.valueOf(type));
        }
    }

    /** In 3.3 the streamer alone decides. */
    private int announcedType() throws IOException, StreamerRefusal {
        int type = (int) in.u32();
        if (type == 0) {
            throw refusal();
        }
        return type;
    }

    private int chosenType(boolean hasPassword) throws IOException, StreamerRefusal {
        int count = in.u8();
        if (count == 0) {
            throw refusal();
        }
        byte[] offered = in.bytes(count);
        boolean none = contains(offered, NO_AUTHENTICATION);
        boolean vnc = contains(offered, VNC_AUTHENTICATION);
        if (!none && !vnc) {
            throw unsupported(IntStream.range(0, count)
                    .mapToObj(i -> String.valueOf(offered[i] & 0xff))
                    .collect(Collectors.joining(", ")));
        }
        int chosen = vnc && (hasPassword || !none) ? VNC_AUTHENTICATION : NO_AUTHENTICATION;
        write(new byte[] {(byte) chosen});
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

    private static StreamerRefusal unsupported(String types) {
        return new StreamerRefusal("The computer's streamer offers only the security types " + types
                + ". The relay knows None (1) and VNC Authentication (2): switch one of them on at the streamer.");
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
        throw new StreamerRefusal("The computer's streamer does not take the stored VNC password.");
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
        return ServerInit.of(fixed, format, in.bytes((int) nameBytes));
    }

    private void write(byte[] bytes) throws IOException {
        connection.write(ByteBuffer.wrap(bytes));
    }
}
