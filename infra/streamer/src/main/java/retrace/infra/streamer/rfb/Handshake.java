package retrace.infra.streamer.rfb;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Version and security of RFB 3.3, 3.7 and 3.8, the server's side (RFC 6143, 7.1). */
final class Handshake {

    private static final byte[] GREETING = "RFB 003.008\n".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern VERSION = Pattern.compile("RFB (\\d{3})\\.(\\d{3})\n");
    private static final int NONE = 1;
    private static final int VNC_AUTHENTICATION = 2;
    private static final int FAILED = 1;
    private static final byte[] WRONG_PASSWORD = "The password is wrong.".getBytes(StandardCharsets.UTF_8);

    private enum Version {
        V3_3,
        V3_7,
        V3_8
    }

    private final DataInputStream in;
    private final OutputStream out;
    private final ByteSink message = new ByteSink();

    Handshake(DataInputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** Until the client is let in; without a password everybody is. */
    void perform(Optional<String> password) throws IOException {
        out.write(GREETING);
        out.flush();
        Version version = readVersion();
        int type = password.isPresent() ? VNC_AUTHENTICATION : NONE;
        offer(version, type);
        if (password.isPresent()) {
            authenticate(version, password.get());
        }
        if (password.isPresent() || version == Version.V3_8) {
            message.u32(0);
            send();
        }
    }

    private Version readVersion() throws IOException {
        byte[] bytes = new byte[GREETING.length];
        in.readFully(bytes);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        Matcher matcher = VERSION.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(1)) < 3) {
            throw new ProtocolViolation("a greeting that is not RFB's");
        }
        int minor = Integer.parseInt(matcher.group(1)) > 3 ? 8 : Integer.parseInt(matcher.group(2));
        if (minor >= 8) {
            return Version.V3_8;
        }
        // 3.5 was never a version; who says so is to be taken for 3.3
        return minor == 7 ? Version.V3_7 : Version.V3_3;
    }

    private void offer(Version version, int type) throws IOException {
        if (version == Version.V3_3) {
            message.u32(type);
            send();
            return;
        }
        message.u8(1);
        message.u8(type);
        send();
        int chosen = in.readUnsignedByte();
        if (chosen != type) {
            throw new ProtocolViolation("security type " + chosen + ", which was not offered");
        }
    }

    private void authenticate(Version version, String password) throws IOException {
        byte[] challenge = VncAuthentication.newChallenge();
        message.bytes(challenge, challenge.length);
        send();
        byte[] response = new byte[VncAuthentication.CHALLENGE_BYTES];
        in.readFully(response);
        if (VncAuthentication.isAnswer(response, challenge, password)) {
            return;
        }
        message.u32(FAILED);
        if (version == Version.V3_8) {
            message.text(WRONG_PASSWORD);
        }
        send();
        throw new ProtocolViolation("a wrong password");
    }

    private void send() throws IOException {
        message.drainTo(out);
        out.flush();
    }
}
