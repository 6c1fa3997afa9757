package retrace.relay.rfb.handshake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import retrace.relay.connection.Connection;

/** The client's side of VeNCrypt (rfbproto, "VeNCrypt"), up to where TLS begins. */
final class VeNCryptClient {

    private static final int ACKNOWLEDGED = 1;

    private final Connection connection;
    private final HandshakeInput in;

    VeNCryptClient(Connection connection, HandshakeInput in) {
        this.connection = connection;
        this.in = in;
    }

    /** What both sides want; TLS is next. */
    VeNCryptSubtype agree(StreamerAccess access) throws IOException, StreamerRefusal {
        int major = in.u8();
        int minor = in.u8();
        if (major == VeNCryptSubtype.MAJOR && minor < VeNCryptSubtype.MINOR) {
            throw new StreamerRefusal("The computer's streamer speaks VeNCrypt " + major + "." + minor
                    + ", and the relay 0.2. Update the streamer and try again.");
        }
        connection.write(ByteBuffer.wrap(new byte[] {VeNCryptSubtype.MAJOR, VeNCryptSubtype.MINOR}));
        if (in.u8() != 0) {
            throw new StreamerRefusal("The computer's streamer does not take VeNCrypt 0.2.");
        }
        List<Long> offered = offered();
        VeNCryptSubtype chosen = access.subtypes().stream()
                .filter(subtype -> offered.contains((long) subtype.code()))
                .findFirst()
                .orElseThrow(() -> unsuitable(offered, access));
        connection.write(
                ByteBuffer.allocate(Integer.BYTES).putInt(chosen.code()).flip());
        if (in.u8() != ACKNOWLEDGED) {
            throw new StreamerRefusal(
                    "The computer's streamer offers " + chosen + " and then cannot do it. Look into its log.");
        }
        return chosen;
    }

    private List<Long> offered() throws IOException {
        int count = in.u8();
        List<Long> offered = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            offered.add(in.u32());
        }
        return offered;
    }

    private static StreamerRefusal unsuitable(List<Long> offered, StreamerAccess access) {
        String names = offered.stream()
                .map(code -> VeNCryptSubtype.of(code).map(Enum::name).orElse(String.valueOf(code)))
                .collect(Collectors.joining(", "));
        List<VeNCryptSubtype> known = offered.stream()
                .map(VeNCryptSubtype::of)
                .flatMap(Optional::stream)
                .toList();
        if (!known.isEmpty() && access.anonymous() == null && known.stream().noneMatch(VeNCryptSubtype::certified)) {
            return new StreamerRefusal("The computer's streamer shows no certificate (it offers " + names
                    + "), so that anybody could answer in its place. Give it one, or allow for this computer that it"
                    + " has none.");
        }
        String login = access.userName() != null ? "a user name and a password" : "a VNC password and no user name";
        return new StreamerRefusal("The computer's streamer offers only " + names + " over TLS, and " + login
                + " are stored for it. Switch something that fits on at the streamer, or store what it asks for.");
    }
}
