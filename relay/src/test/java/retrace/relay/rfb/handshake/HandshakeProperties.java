package retrace.relay.rfb.handshake;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import retrace.relay.rfb.RfbViolation;
import retrace.relay.testing.BytesConnection;

/** Whatever a peer says in its handshake, it ends in a refusal, a violation or the connection's end. */
class HandshakeProperties {

    /** Goes on as if TLS had come about, so that what lies inside is reached. */
    private static final TlsUpgrade NO_TLS = plain -> plain;

    private static byte[] greeted(byte[] head, byte[] tail) {
        return ByteBuffer.allocate(12 + head.length + tail.length)
                .put("RFB 003.008\n".getBytes(US_ASCII))
                .put(head)
                .put(tail)
                .array();
    }

    private static void streamerSays(byte[] bytes, @Nullable String userName) {
        StreamerHandshake handshake = new StreamerHandshake(new BytesConnection(bytes));
        try {
            handshake.authenticate(new StreamerAccess(userName, "geheim12", true, NO_TLS, NO_TLS));
            handshake.open(true);
        } catch (IOException | StreamerRefusal | RfbViolation e) {
            // as it should be
        }
    }

    @Property
    void ofAStreamer(@ForAll byte[] bytes) {
        streamerSays(bytes, null);
        streamerSays(greeted(new byte[0], bytes), null);
    }

    @Property
    void ofAStreamerWithTightVncsType(@ForAll byte[] bytes, @ForAll @Size(32) byte[] end) {
        streamerSays(greeted(new byte[] {1, 16}, bytes), null);
        streamerSays(greeted(new byte[] {1, 16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, end), null);
    }

    @Property
    void ofAStreamerWithVeNCrypt(@ForAll byte[] bytes) {
        streamerSays(greeted(new byte[] {1, 19}, bytes), null);
        streamerSays(greeted(new byte[] {1, 19, 0, 2, 0}, bytes), "tessa");
        streamerSays(greeted(new byte[] {1, 19, 0, 2, 0, 1, 0, 0, 1, 6, 1}, bytes), "tessa");
    }

    @Property
    void ofAMac(@ForAll byte[] bytes, @ForAll @Size(40) byte[] numbers) {
        streamerSays(greeted(new byte[] {1, 30}, bytes), "tessa");
        streamerSays(greeted(new byte[] {1, 30, 0, 2, 0, 16}, numbers), "tessa");
    }

    @Property
    void ofUltraVnc(@ForAll @Size(32) byte[] numbers) {
        streamerSays(greeted(new byte[] {1, 113}, numbers), "tessa");
    }

    @Property
    void ofAViewer(@ForAll byte[] bytes, @ForAll @Size(40) byte[] password) {
        viewerSays(bytes);
        viewerSays(greeted(new byte[0], bytes));
        viewerSays(greeted(new byte[] {19, 0, 2, 0, 0, 1, 6}, password));
        viewerSays(greeted(new byte[] {19, 0, 2, 0, 0, 1, 5}, password));
    }

    private static void viewerSays(byte[] bytes) {
        ViewerHandshake handshake = new ViewerHandshake(new BytesConnection(bytes), new ViewerSecurity(true, NO_TLS));
        try {
            handshake.greet();
            handshake.prove().isBy("ABCDEFGH");
        } catch (IOException | RfbViolation e) {
            // as it should be
        }
    }
}
