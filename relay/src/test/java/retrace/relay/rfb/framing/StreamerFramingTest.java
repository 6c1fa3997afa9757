package retrace.relay.rfb.framing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import retrace.relay.rfb.Encoding;
import retrace.relay.rfb.PixelFormat;
import retrace.relay.rfb.RfbViolation;

class StreamerFramingTest {

    private static final PixelFormat RGB565 = new PixelFormat(16, 16, false, true, 31, 63, 31, 11, 5, 0);
    private static final byte[] BELL = {2};

    /** A message of every kind with a rectangle of every encoding, at 32 bits a pixel. */
    private static Bytes everything() {
        Bytes out = new Bytes();
        out.u8(2); // Bell
        out.u8(1, 0).u16(0, 2).any(12); // SetColourMapEntries
        out.u8(3, 0, 0, 0).u32(5).any(5); // ServerCutText
        out.u8(3, 0, 0, 0).u32(-9).any(9); // extended clipboard
        out.u8(150); // EndOfContinuousUpdates
        out.u8(248, 0, 0, 0).u32(1).u8(3).any(3); // Fence of the viewer's
        out.u8(255, 1).u16(1); // QEMU audio begins
        out.u8(255, 1).u16(2).u32(6).any(6);
        out.u8(0, 0).u16(18);
        out.rectangle(0, 0, 7, 5, Encoding.RAW).any(7 * 5 * 4);
        out.rectangle(1, 1, 30, 20, Encoding.COPY_RECT).any(4);
        out.rectangle(0, 0, 40, 40, Encoding.RRE).u32(3).any(4 + 3 * 12);
        out.rectangle(0, 0, 40, 40, Encoding.CORRE).u32(2).any(4 + 2 * 8);
        hextile(out);
        out.rectangle(0, 0, 64, 64, Encoding.ZLIB).u32(100).any(100);
        out.rectangle(0, 0, 64, 64, Encoding.ZRLE).u32(77).any(77);
        tight(out);
        out.rectangle(0, 0, 0, 0, Encoding.DESKTOP_NAME).u32(4).any(4);
        out.rectangle(3, 4, 9, 5, Encoding.X_CURSOR).any(6 + 2 * 2 * 5);
        out.rectangle(3, 4, 9, 5, Encoding.CURSOR_WITH_ALPHA).u32(0).any(9 * 5 * 4);
        out.rectangle(3, 4, 9, 5, Encoding.VMWARE_CURSOR).u8(1, 0).any(9 * 5 * 4);
        out.rectangle(0, 0, 0, 0, Encoding.LED_STATE).u8(1);
        out.rectangle(0, 0, 0, 0, Encoding.QEMU_EXTENDED_KEY);
        out.rectangle(0, 0, 640, 480, Encoding.EXTENDED_DESKTOP_SIZE)
                .u8(1, 0, 0, 0)
                .any(16);
        out.u8(0, 0).u16(65535); // ends with LastRect
        out.rectangle(0, 0, 1, 1, Encoding.RAW).any(4);
        out.rectangle(0, 0, 0, 0, Encoding.LAST_RECT);
        out.u8(0, 0).u16(0);
        return out;
    }

    /** Four tiles: raw, background alone, subrectangles, coloured subrectangles. */
    private static void hextile(Bytes out) {
        out.rectangle(0, 0, 20, 18, Encoding.HEXTILE);
        out.u8(1).any(16 * 16 * 4);
        out.u8(2).any(4);
        out.u8(2 | 4 | 8).any(8).u8(3).any(6);
        out.u8(8 | 16).u8(2).any(12);
    }

    private static void tight(Bytes out) {
        out.rectangle(0, 0, 50, 50, Encoding.TIGHT).u8(0x80).any(3); // fill
        out.rectangle(0, 0, 50, 50, Encoding.TIGHT).u8(0x90).u8(0x80 | 5, 1).any(128 + 5); // JPEG
        out.rectangle(0, 0, 50, 50, Encoding.TIGHT_PNG).u8(0xa0).u8(9).any(9);
        out.rectangle(0, 0, 50, 50, Encoding.TIGHT).u8(0x40, 1, 2).any(9).u8(20).any(20); // palette of three
    }

    @Test
    void whatPassesIsNotChangedWhereverItIsSplit() throws Exception {
        byte[] stream = everything().toByteArray();
        for (int pieceBytes = 1; pieceBytes <= stream.length; pieceBytes += pieceBytes < 80 ? 1 : 97) {
            FramedStream framed = new FramedStream(FramedStream.RGB888).feed(stream, pieceBytes);
            assertThat(framed.toViewer.toByteArray())
                    .as("pieces of %d", pieceBytes)
                    .isEqualTo(stream);
            assertThat(framed.toRecorder.toByteArray()).isEqualTo(stream);
            assertThat(framed.isBetweenMessages()).isTrue();
            assertThat(framed.conversation.awaitNothingOwed(Duration.ofSeconds(1), Duration.ZERO))
                    .isTrue();
        }
    }

    @Test
    void aCursorNobodyAskedForIsReplacedByAnEmptyRectangleForTheViewerAlone() throws Exception {
        byte[] cursor = new Bytes()
                .u8(0, 0)
                .u16(3)
                .rectangle(3, 4, 9, 5, Encoding.CURSOR)
                .any(9 * 5 * 4 + 2 * 5)
                .rectangle(700, 500, 0, 0, Encoding.VMWARE_CURSOR_POSITION)
                .rectangle(0, 0, 1, 1, Encoding.RAW)
                .any(4)
                .toByteArray();
        byte[] seen = new Bytes()
                .u8(0, 0)
                .u16(3)
                .rectangle(0, 0, 0, 0, Encoding.RAW)
                .rectangle(0, 0, 0, 0, Encoding.RAW)
                .rectangle(0, 0, 1, 1, Encoding.RAW)
                .any(4)
                .toByteArray();
        for (int pieceBytes = 1; pieceBytes <= cursor.length; pieceBytes++) {
            FramedStream framed = new FramedStream(FramedStream.RGB888).feed(cursor, pieceBytes);
            assertThat(framed.toViewer.toByteArray())
                    .as("pieces of %d", pieceBytes)
                    .isEqualTo(seen);
            assertThat(framed.toRecorder.toByteArray()).isEqualTo(cursor);
        }
    }

    @Test
    void aCursorThatWasAskedForPasses() throws Exception {
        byte[] cursor = new Bytes()
                .u8(0, 0)
                .u16(2)
                .rectangle(3, 4, 9, 5, Encoding.CURSOR)
                .any(9 * 5 * 4 + 2 * 5)
                .rectangle(700, 500, 0, 0, Encoding.VMWARE_CURSOR_POSITION)
                .toByteArray();
        FramedStream framed = new FramedStream(FramedStream.RGB888);
        framed.conversation.viewerTakesCursorFromNowOn();
        framed.conversation.viewerTakesCursorPositionFromNowOn();
        assertThat(framed.feed(cursor, 7).toViewer.toByteArray()).isEqualTo(cursor);
    }

    @Test
    void pixelsHaveTheirNewFormatFromTheNextUpdateOn() throws Exception {
        FramedStream framed = new FramedStream(FramedStream.RGB888);
        framed.feed(
                new Bytes()
                        .u8(0, 0)
                        .u16(1)
                        .rectangle(0, 0, 2, 1, Encoding.RAW)
                        .any(8)
                        .toByteArray(),
                3);
        framed.conversation.formatIsDue(RGB565);
        framed.feed(BELL, 1);
        framed.feed(
                new Bytes()
                        .u8(0, 0)
                        .u16(1)
                        .rectangle(0, 0, 2, 1, Encoding.RAW)
                        .any(4)
                        .u8(2)
                        .toByteArray(),
                3);
        assertThat(framed.events).containsExactly("16 bits from byte 25");
        assertThat(framed.isBetweenMessages()).isTrue();
    }

    @Test
    void theAnswerToOurFenceMarksTheFormatAndIsKeptFromTheViewer() throws Exception {
        FramedStream framed = new FramedStream(FramedStream.RGB888);
        framed.conversation.formatAwaitsFence(RGB565);
        byte[] fence = new byte[25];
        framed.conversation.fencePayload().request().get(fence);
        fence[4] = 0; // an answer, no request
        framed.feed(fence, 2).feed(BELL, 1);
        assertThat(framed.events).containsExactly("16 bits from byte 25");
        assertThat(framed.toViewer.toByteArray()).isEqualTo(BELL);
        assertThat(framed.conversation.fenceShown()).isTrue();
    }

    @Test
    void aNewSizeIsToldAndARefusedOneIsNot() throws Exception {
        FramedStream framed = new FramedStream(FramedStream.RGB888);
        framed.feed(
                new Bytes()
                        .u8(0, 0)
                        .u16(3)
                        .rectangle(1, 3, 90, 90, Encoding.EXTENDED_DESKTOP_SIZE)
                        .u8(0, 0, 0, 0)
                        .rectangle(0, 0, 480, 640, Encoding.DESKTOP_SIZE)
                        .rectangle(400, 600, 80, 40, Encoding.COPY_RECT)
                        .any(4)
                        .toByteArray(),
                5);
        assertThat(framed.events).containsExactly("FramebufferSize[width=480, height=640]");
    }

    static Stream<Bytes> violations() {
        return Stream.of(
                new Bytes().u8(77),
                new Bytes().u8(3, 0, 0, 0).u32(0x7fffffff),
                new Bytes().u8(3, 0, 0, 0).u32(Integer.MIN_VALUE),
                new Bytes().u8(248, 0, 0, 0).u32(0).u8(65).any(65),
                new Bytes().u8(255, 1).u16(2).u32(-1),
                new Bytes().u8(255, 9).u16(0),
                new Bytes().u8(0, 0).u16(1).rectangle(600, 0, 41, 1, Encoding.RAW),
                new Bytes().u8(0, 0).u16(1).rectangle(0, 0, 1, 1, 15),
                new Bytes().u8(0, 0).u16(1).rectangle(0, 0, 2, 2, Encoding.RRE).u32(5),
                new Bytes().u8(0, 0).u16(1).rectangle(0, 0, 2, 2, Encoding.ZRLE).u32(-1),
                new Bytes()
                        .u8(0, 0)
                        .u16(1)
                        .rectangle(0, 0, 2, 2, Encoding.TIGHT)
                        .u8(0xc0),
                new Bytes()
                        .u8(0, 0)
                        .u16(1)
                        .rectangle(0, 0, 2, 2, Encoding.TIGHT)
                        .u8(0x40, 3),
                new Bytes().u8(0, 0).u16(1).rectangle(0, 0, 60000, 60000, Encoding.CURSOR),
                new Bytes().u8(0, 0).u16(1).rectangle(0, 0, 60000, 60000, Encoding.DESKTOP_SIZE),
                new Bytes().u8(0, 0).u16(1).rectangle(0, 0, 0, 0, Encoding.DESKTOP_SIZE),
                new Bytes()
                        .u8(0, 0)
                        .u16(1)
                        .rectangle(0, 0, 0, 0, Encoding.DESKTOP_NAME)
                        .u32(-1));
    }

    @ParameterizedTest
    @MethodSource("violations")
    void whatBreaksTheProtocolIsAViolationInASentenceAndWhatCameBeforePasses(Bytes violation) {
        FramedStream framed = new FramedStream(FramedStream.RGB888);
        byte[] stream = new Bytes().u8(2).toByteArray();
        byte[] both = Arrays.copyOf(stream, 1 + violation.toByteArray().length);
        System.arraycopy(violation.toByteArray(), 0, both, 1, violation.toByteArray().length);
        assertThatThrownBy(() -> framed.feed(both, both.length))
                .isInstanceOf(RfbViolation.class)
                .hasMessageEndingWith(".");
        assertThat(framed.toViewer.toByteArray()).startsWith(BELL);
    }

    @Test
    void garbageEndsInNothingButAViolation() throws Exception {
        Random random = new Random(1);
        for (int round = 0; round < 3000; round++) {
            byte[] garbage = new byte[300];
            random.nextBytes(garbage);
            if (random.nextBoolean()) {
                garbage[0] = 0; // an update
            }
            try {
                new FramedStream(FramedStream.RGB888).feed(garbage, 1 + random.nextInt(300));
            } catch (RfbViolation e) {
                assertThat(e).hasMessageEndingWith(".");
            }
        }
    }
}
