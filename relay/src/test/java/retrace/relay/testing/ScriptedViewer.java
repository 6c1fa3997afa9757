package retrace.relay.testing;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import retrace.relay.rfb.handshake.VncAuthentication;

/** A viewer that does what a test says. */
public final class ScriptedViewer implements AutoCloseable {

    private Socket socket;
    private DataInputStream in;
    private DataOutputStream out;

    public ScriptedViewer(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(20_000);
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
    }

    /** How long a read may take. */
    public void waitAtMost(Duration time) throws IOException {
        socket.setSoTimeout((int) time.toMillis());
    }

    public DataInputStream in() {
        return in;
    }

    public DataOutputStream out() {
        return out;
    }

    /** @param version 003.008, say */
    public void greet(String version) throws IOException {
        in.readFully(new byte[12]);
        out.write(("RFB " + version + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** Answers the challenge; the result comes next. */
    public void prove(String version, String ticket) throws IOException {
        greet(version);
        if (version.equals("003.003")) {
            require(in.readInt() == 2);
        } else {
            require(in.readByte() == 1 && in.readByte() == 2);
            out.write(2);
        }
        answerChallenge(ticket);
    }

    /** Chooses VeNCrypt and of it the subtype; TLS is next. @return the security types that are offered */
    public byte[] chooseVeNCrypt(int subtype) throws IOException {
        greet("003.008");
        byte[] types = new byte[in.readByte()];
        in.readFully(types);
        out.write(19);
        in.readFully(new byte[2]);
        out.write(new byte[] {0, 2});
        in.readByte();
        in.readFully(new byte[4 * in.readByte()]);
        out.writeInt(subtype);
        return types;
    }

    /** Goes on over TLS, once the relay has acknowledged that. */
    public void beginTls(SSLContext trusting) throws IOException {
        in.readByte();
        SSLSocket encrypted =
                (SSLSocket) trusting.getSocketFactory().createSocket(socket, "127.0.0.1", socket.getPort(), true);
        encrypted.startHandshake();
        socket = encrypted;
        in = new DataInputStream(encrypted.getInputStream());
        out = new DataOutputStream(encrypted.getOutputStream());
    }

    /** Gives name and password as they are; the result comes next. */
    public void sayPlainly(String name, String password) throws IOException {
        out.writeInt(name.length());
        out.writeInt(password.length());
        out.writeBytes(name + password);
    }

    /** Answers the challenge that comes next; the result comes then. */
    public void answerChallenge(String ticket) throws IOException {
        byte[] challenge = new byte[VncAuthentication.CHALLENGE_BYTES];
        in.readFully(challenge);
        out.write(VncAuthentication.response(ticket, challenge));
    }

    /** Into the session, to the end of ServerInit. */
    public ScriptedViewer enter(String ticket) throws IOException {
        prove("003.008", ticket);
        return enterAfterProof();
    }

    public ScriptedViewer enterAfterProof() throws IOException {
        int result = in.readInt();
        if (result != 0) {
            throw new IOException("refused: " + reason());
        }
        out.write(1);
        in.readFully(new byte[20]);
        in.readFully(new byte[in.readInt()]);
        return this;
    }

    public String reason() throws IOException {
        byte[] reason = new byte[in.readInt()];
        in.readFully(reason);
        return new String(reason, StandardCharsets.UTF_8);
    }

    /** Asks for the whole picture of 64 × 48. */
    public ScriptedViewer ask() throws IOException {
        out.write(new byte[] {3, 0, 0, 0, 0, 0, 0, 64, 0, 48});
        return this;
    }

    /** Reads whatever comes, from now on and beside the test, as a viewer that only looks does. */
    public ScriptedViewer drain() {
        Thread.ofVirtual().start(() -> {
            try {
                in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // the test has closed it, or nothing has come for long
            }
        });
        return this;
    }

    private static void require(boolean holds) throws IOException {
        if (!holds) {
            throw new IOException("the relay does not offer VNC Authentication alone");
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
