package retrace.relay.rfb.framing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import retrace.relay.rfb.Encoding;
import retrace.relay.rfb.PixelFormat;
import retrace.relay.rfb.RfbViolation;

class ViewerFramingTest {

    private static final byte[] WHOLE_PICTURE =
            new Bytes().u8(3, 0).u16(0, 0, 640, 480).toByteArray();

    /** A message that passes, whatever has been before it. */
    private static final byte[] PING = new Bytes().u8(4).any(7).toByteArray();

    private static final class Framed implements ViewerSink {

        final ByteArrayOutputStream toStreamer = new ByteArrayOutputStream();
        final List<PixelFormat> formats = new ArrayList<>();
        final Conversation conversation = new Conversation(new FramebufferSize(640, 480));
        private final ViewerFraming framing = new ViewerFraming(conversation, this);
        private final ByteBuffer buffer = Bytes.buffer();

        Framed feed(byte[] bytes, int pieceBytes) throws IOException, InterruptedException {
            for (int from = 0; from < bytes.length; from += pieceBytes) {
                buffer.put(bytes, from, Math.min(pieceBytes, bytes.length - from));
                framing.frame(buffer.flip());
                buffer.compact();
            }
            return this;
        }

        byte[] sent() {
            return toStreamer.toByteArray();
        }

        @Override
        public void passed(ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            toStreamer.writeBytes(copy);
        }

        @Override
        public void pixelFormatWanted(PixelFormat format, ByteBuffer message) {
            formats.add(format);
            passed(message);
        }
    }

    private static Bytes encodings(int... encodings) {
        return new Bytes().u8(2, 0).u16(encodings.length).u32(encodings);
    }

    /** A message of every kind; it passes as it is. */
    private static Bytes everything() {
        Bytes out = encodings(Encoding.ZRLE, Encoding.CURSOR, Encoding.VMWARE_CURSOR_POSITION, -32);
        out.u8(0, 0, 0, 0).u8(32, 24, 0, 1).u16(255, 255, 255).u8(16, 8, 0, 0, 0, 0);
        out.u8(3, 0).u16(0, 0, 640, 480);
        out.u8(3, 1).u16(5, 5, 10, 10);
        out.u8(4).any(7);
        out.u8(5).any(5);
        out.u8(6, 0, 0, 0).u32(5).any(5);
        out.u8(6, 0, 0, 0).u32(-7).any(7);
        out.u8(150).any(9);
        out.u8(248, 0, 0, 0).u32(1).u8(4).any(4);
        out.u8(251, 0).u16(100, 100).u8(1, 0).any(16);
        out.u8(255, 0).any(10);
        out.u8(255, 1).u16(0);
        out.u8(255, 1).u16(2).any(6);
        return out;
    }

    @Test
    void whatPassesIsNotChangedWhereverItIsSplit() throws Exception {
        byte[] stream = everything().toByteArray();
        for (int pieceBytes = 1; pieceBytes <= stream.length; pieceBytes++) {
            Framed framed = new Framed().feed(stream, pieceBytes);
            assertThat(framed.sent()).as("pieces of %d", pieceBytes).isEqualTo(stream);
            assertThat(framed.formats).containsExactly(FramedStream.RGB888);
        }
    }

    @Test
    void onlyUnderstoodEncodingsAreOfferedAndACursorAlways() throws Exception {
        Framed framed = new Framed()
                .feed(encodings(50, Encoding.TIGHT, 15, -27, 21, -316, -764).toByteArray(), 3);
        assertThat(framed.sent())
                .isEqualTo(encodings(Encoding.TIGHT, -27, Encoding.CURSOR, Encoding.VMWARE_CURSOR_POSITION)
                        .toByteArray());
        assertThat(framed.conversation.viewerTakesCursor()).isFalse();
        assertThat(framed.conversation.viewerTakesCursorPosition()).isFalse();
    }

    @Test
    void aViewerThatOffersACursorIsGivenIt() throws Exception {
        Framed framed = new Framed()
                .feed(
                        encodings(Encoding.CURSOR, Encoding.VMWARE_CURSOR_POSITION)
                                .toByteArray(),
                        100)
                .feed(encodings(Encoding.RAW).toByteArray(), 100);
        assertThat(framed.conversation.viewerTakesCursor()).isTrue();
        assertThat(framed.conversation.viewerTakesCursorPosition()).isTrue();
    }

    @Test
    void aViewerThatOffersNothingIsOfferedRawAndACursorFor() throws Exception {
        Framed framed = new Framed().feed(WHOLE_PICTURE, 4);
        byte[] expected = encodings(Encoding.RAW, Encoding.CURSOR, Encoding.VMWARE_CURSOR_POSITION)
                .u8(3, 0)
                .u16(0, 0, 640, 480)
                .toByteArray();
        assertThat(framed.sent()).isEqualTo(expected);
    }

    @Test
    void aFirstRequestForAPartBecomesOneForAllAndLaterOnesPass() throws Exception {
        byte[] part = new Bytes().u8(3, 1).u16(5, 5, 10, 10).toByteArray();
        Framed framed = new Framed().feed(encodings(Encoding.CURSOR).toByteArray(), 100);
        framed.toStreamer.reset();
        framed.feed(part, 100).feed(part, 100);
        assertThat(framed.sent())
                .isEqualTo(new Bytes()
                        .u8(3, 0)
                        .u16(0, 0, 640, 480)
                        .u8(3, 1)
                        .u16(5, 5, 10, 10)
                        .toByteArray());
    }

    @Test
    void aStreamerThatPaintsTheCursorFromTheStartIsToldThatThePointerIsInTheMiddleOnce() throws Exception {
        Framed framed = new Framed();
        framed.conversation.paintedCursor().sent(0, 0);
        framed.feed(PING, 100);
        framed.conversation.paintedCursor().sent(0, 0);
        framed.feed(PING, 100);
        assertThat(framed.sent())
                .isEqualTo(
                        new Bytes().u8(5, 0).u16(320, 240).add(PING).add(PING).toByteArray());
    }

    @Test
    void aStreamerIsToldThatThePointerIsWhereAProgramHasMovedItOnce() throws Exception {
        byte[] dragged = new Bytes().u8(5, 1).u16(7, 8).toByteArray();
        Framed framed = new Framed().feed(dragged, 3);
        framed.conversation.paintedCursor().sent(0, 0);
        framed.feed(PING, 100);
        framed.conversation.paintedCursor().moved(50, 60);
        framed.feed(PING, 100).feed(PING, 100);
        assertThat(framed.sent())
                .isEqualTo(new Bytes()
                        .add(dragged)
                        .add(PING)
                        .u8(5, 1)
                        .u16(50, 60)
                        .add(PING)
                        .add(PING)
                        .toByteArray());
    }

    @Test
    void aPointerStaysWhereverItIsWhereTheCursorIsNotPainted() throws Exception {
        Framed framed = new Framed();
        framed.conversation.paintedCursor().sent(16, 16);
        assertThat(framed.feed(PING, 100).sent()).isEqualTo(PING);
    }

    @Test
    void xvpGoesNoFurther() throws Exception {
        assertThat(new Framed()
                        .feed(new Bytes().u8(250, 0, 1, 2).toByteArray(), 3)
                        .sent())
                .isEmpty();
    }

    static Stream<Bytes> violations() {
        return Stream.of(
                new Bytes().u8(1),
                new Bytes().u8(2, 0).u16(5000),
                new Bytes().u8(6, 0, 0, 0).u32(0x7fffffff),
                new Bytes().u8(248, 0, 0, 0).u32(0).u8(200),
                new Bytes().u8(255, 7).u16(0),
                new Bytes().u8(255, 1).u16(9),
                new Bytes().u8(0, 0, 0, 0).u8(24, 24, 0, 1).any(12));
    }

    @ParameterizedTest
    @MethodSource("violations")
    void whatBreaksTheProtocolIsAViolationInASentence(Bytes violation) {
        assertThatThrownBy(() -> new Framed().feed(violation.toByteArray(), 1000))
                .isInstanceOf(RfbViolation.class)
                .hasMessageEndingWith(".");
    }

    @Test
    void garbageEndsInNothingButAViolation() throws Exception {
        Random random = new Random(2);
        for (int round = 0; round < 3000; round++) {
            byte[] garbage = new byte[300];
            random.nextBytes(garbage);
            try {
                new Framed().feed(garbage, 1 + random.nextInt(300));
            } catch (RfbViolation e) {
                assertThat(e).hasMessageEndingWith(".");
            }
        }
    }
}
