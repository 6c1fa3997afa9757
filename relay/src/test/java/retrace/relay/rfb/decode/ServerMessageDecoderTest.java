package retrace.relay.rfb.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static retrace.relay.rfb.decode.WireBytes.update;
import static retrace.relay.rfb.decode.WireBytes.wire;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import retrace.relay.rfb.Encoding;
import retrace.relay.rfb.RfbViolation;
import retrace.relay.testing.RecordedPicture;

class ServerMessageDecoderTest {

    private final Framebuffer framebuffer = new Framebuffer(8, 4);
    private final RecordedPicture listener = new RecordedPicture();
    private final ServerMessageDecoder decoder = new ServerMessageDecoder(framebuffer, Formats.PLAIN, listener);

    @AfterEach
    void close() {
        decoder.close();
    }

    private void read(WireBytes bytes) {
        ChunkedInput in = new ChunkedInput(bytes.bytes());
        while (!in.isAtEnd()) {
            decoder.readMessage(in);
        }
    }

    static Stream<Named<WireBytes>> messagesThatShowNothing() {
        return Stream.of(
                Named.of("bell", wire().u8(2)),
                Named.of("clipboard", wire().hex("03 000000 00000003 616263")),
                Named.of("extended clipboard", wire().hex("03 000000 fffffffc 01000001")),
                Named.of("fence", wire().hex("f8 000000 80000001 02 abcd")),
                Named.of("end of continuous updates", wire().u8(150)),
                Named.of("audio begins", wire().hex("ff 01 0001")),
                Named.of("audio ends", wire().hex("ff 01 0000")),
                Named.of("audio", wire().hex("ff 01 0002 00000004 01020304")));
    }

    @ParameterizedTest
    @MethodSource("messagesThatShowNothing")
    void readsPastWhatShowsNothing(WireBytes message) {
        read(message.add(
                update(1).rectangle(0, 0, 1, 1, Encoding.RAW).hex("01020300").bytes()));
        assertThat(framebuffer.pixels()[0]).isEqualTo(0x030201);
        assertThat(listener.told).containsExactly("updated");
    }

    static Stream<Named<WireBytes>> pseudoRectangles() {
        return Stream.of(
                Named.of(
                        "desktop name",
                        wire().rectangle(0, 0, 0, 0, Encoding.DESKTOP_NAME).hex("00000002 6869")),
                Named.of("cursor", wire().rectangle(1, 1, 9, 2, Encoding.CURSOR).zeros(9 * 2 * 4 + 2 * 2)),
                Named.of("no cursor", wire().rectangle(0, 0, 0, 0, Encoding.CURSOR)),
                Named.of(
                        "X cursor",
                        wire().rectangle(1, 1, 9, 2, Encoding.X_CURSOR).zeros(6 + 2 * 2 * 2)),
                Named.of("no X cursor", wire().rectangle(0, 0, 0, 0, Encoding.X_CURSOR)),
                Named.of(
                        "cursor with alpha",
                        wire().rectangle(1, 1, 3, 2, Encoding.CURSOR_WITH_ALPHA)
                                .u32(0)
                                .zeros(3 * 2 * 4)),
                Named.of(
                        "VMware cursor",
                        wire().rectangle(1, 1, 3, 2, Encoding.VMWARE_CURSOR)
                                .hex("0000")
                                .zeros(2 * 3 * 2 * 4)),
                Named.of(
                        "VMware cursor with alpha",
                        wire().rectangle(1, 1, 3, 2, Encoding.VMWARE_CURSOR)
                                .hex("0100")
                                .zeros(3 * 2 * 4)),
                Named.of(
                        "LED state",
                        wire().rectangle(0, 0, 0, 0, Encoding.LED_STATE).u8(7)),
                Named.of("QEMU's keys", wire().rectangle(0, 0, 0, 0, Encoding.QEMU_EXTENDED_KEY)),
                Named.of("QEMU's audio", wire().rectangle(0, 0, 0, 0, Encoding.QEMU_AUDIO)));
    }

    @ParameterizedTest
    @MethodSource("pseudoRectangles")
    void readsPastPseudoRectanglesWithoutDamage(WireBytes rectangle) {
        read(update(1).add(rectangle.bytes()));
        assertThat(framebuffer.damage().isEmpty()).isTrue();
        read(update(2)
                .add(rectangle.bytes())
                .rectangle(0, 0, 1, 1, Encoding.RAW)
                .hex("01020300"));
        assertThat(framebuffer.pixels()[0]).isEqualTo(0x030201);
        assertThat(listener.told).containsExactly("updated", "updated");
    }

    @Test
    void endsAnUpdateOfUnknownLengthAtLastRect() {
        read(update(65535)
                .rectangle(0, 0, 1, 1, Encoding.RAW)
                .hex("01020300")
                .rectangle(0, 0, 0, 0, Encoding.LAST_RECT)
                .u8(2));
        assertThat(listener.told).containsExactly("updated");
    }

    @Test
    void tellsOfAResizeInTheMiddleOfAnUpdateAndKeepsWhatBothSizesShare() {
        read(update(3)
                .rectangle(0, 0, 1, 1, Encoding.RAW)
                .hex("01020300")
                .rectangle(0, 0, 2, 3, Encoding.DESKTOP_SIZE)
                .rectangle(1, 2, 1, 1, Encoding.RAW)
                .hex("04050600"));
        assertThat(listener.told).containsExactly("resizing 2x3", "resized", "updated");
        assertThat(framebuffer.pixels()).containsExactly(0x030201, 0, 0, 0, 0, 0x060504);
    }

    @Test
    void takesADesktopSizeThatIsTheOldOneForNoResize() {
        read(update(1).rectangle(0, 0, 8, 4, Encoding.DESKTOP_SIZE));
        assertThat(listener.told).containsExactly("updated");
    }

    private static WireBytes screens(int x, int y, int width, int height, int... identifiers) {
        WireBytes bytes = update(1)
                .rectangle(x, y, width, height, Encoding.EXTENDED_DESKTOP_SIZE)
                .u8(identifiers.length)
                .zeros(3);
        for (int identifier : identifiers) {
            bytes.u32(identifier).zeros(12);
        }
        return bytes;
    }

    @Test
    void resizesToAnExtendedDesktopSizeThatWasGranted() {
        read(screens(1, 0, 5, 5, 1));
        assertThat(listener.told).containsExactly("resizing 5x5", "resized", "updated");
    }

    @Test
    void doesNotResizeToARequestThatWasRefused() {
        read(screens(1, 3, 5, 5, 1, 2));
        assertThat(listener.told).containsExactly("updated");
        assertThat(framebuffer.width()).isEqualTo(8);
    }

    @Test
    void resizesWhereAnotherViewerAskedWhateverTheResultFieldSays() {
        read(screens(2, 0, 5, 5, 1));
        assertThat(framebuffer.width()).isEqualTo(5);
    }

    @Test
    void tellsWhenOtherScreensAreShownThanBefore() {
        read(screens(0, 0, 8, 4, 1, 2));
        read(screens(0, 0, 8, 4, 2, 1));
        assertThat(listener.told).containsExactly("updated", "updated");
        read(screens(0, 0, 8, 4, 7));
        assertThat(listener.told).containsExactly("updated", "updated", "screens [7]", "updated");
    }

    @Test
    void readsTheNextMessageInTheNewPixelFormat() {
        decoder.pixelFormatChanged(Formats.EIGHT);
        read(update(1).rectangle(0, 0, 2, 1, Encoding.RAW).hex("07 38"));
        assertThat(framebuffer.pixels()).startsWith(0xff0000, 0x00ff00);
    }

    @Test
    void keepsTheOldPixelFormatToTheEndOfAMessage() {
        byte[] message =
                update(1).rectangle(0, 0, 1, 1, Encoding.RAW).hex("01020300").bytes();
        RfbInput in = new RfbInput() {
            private int at;

            @Override
            protected void fill() {
                if (at == 1) {
                    decoder.pixelFormatChanged(Formats.EIGHT);
                }
                setChunk(message, at, ++at);
            }
        };
        // The change comes before the second byte: the first has begun a message in the new format.
        decoder.pixelFormatChanged(Formats.PLAIN);
        decoder.readMessage(in);
        assertThat(framebuffer.pixels()[0]).isEqualTo(0x030201);
    }

    @Test
    void keepsZlibStreamsOverAChangeOfPixelFormat() {
        read(update(1).rectangle(0, 0, 1, 1, Encoding.ZLIB).hex("0000000b 7801 00 0400 fbff 01020300"));
        decoder.pixelFormatChanged(Formats.EIGHT);
        read(update(1).rectangle(0, 0, 2, 1, Encoding.ZLIB).hex("00000007 00 0200 fdff 07 38"));
        assertThat(framebuffer.pixels()).startsWith(0xff0000, 0x00ff00);
    }

    static Stream<Named<WireBytes>> violations() {
        return Stream.of(
                Named.of("unknown message", wire().u8(77)),
                Named.of("unknown encoding", update(1).rectangle(0, 0, 1, 1, 50)),
                Named.of("outside to the right", update(1).rectangle(8, 0, 1, 1, Encoding.RAW)),
                Named.of("outside below", update(1).rectangle(0, 4, 1, 1, Encoding.RAW)),
                Named.of("far too large", update(1).rectangle(65535, 65535, 65535, 65535, Encoding.ZRLE)),
                Named.of(
                        "copy from outside",
                        update(1).rectangle(0, 0, 2, 2, Encoding.COPY_RECT).hex("0007 0000")),
                Named.of("framebuffer of nothing", update(1).rectangle(0, 0, 0, 5, Encoding.DESKTOP_SIZE)),
                Named.of("framebuffer too wide", update(1).rectangle(0, 0, 16385, 1, Encoding.DESKTOP_SIZE)),
                Named.of("framebuffer too large", update(1).rectangle(0, 0, 16384, 4097, Encoding.DESKTOP_SIZE)),
                Named.of("framebuffer of 4 Gi pixels", screens(0, 0, 65535, 65535, 1)),
                Named.of("cursor too large", update(1).rectangle(0, 0, 1025, 1, Encoding.CURSOR)),
                Named.of(
                        "compressed cursor",
                        update(1)
                                .rectangle(0, 0, 1, 1, Encoding.CURSOR_WITH_ALPHA)
                                .u32(Encoding.ZRLE)),
                Named.of(
                        "desktop name too long",
                        update(1).rectangle(0, 0, 0, 0, Encoding.DESKTOP_NAME).u32(1 << 17)),
                Named.of("clipboard too long", wire().hex("03 000000 7fffffff")),
                Named.of("extended clipboard too long", wire().hex("03 000000 80000000")),
                Named.of("fence too long", wire().hex("f8 000000 00000000 41")),
                Named.of("audio too long", wire().hex("ff 01 0002 ffffffff")),
                Named.of("colours past the last", wire().hex("01 00 ffff 0002")),
                Named.of(
                        "more RRE than pixels",
                        update(1).rectangle(0, 0, 2, 2, Encoding.RRE).hex("00000005")),
                Named.of(
                        "RRE outside its rectangle",
                        update(1)
                                .rectangle(0, 0, 2, 2, Encoding.RRE)
                                .hex("00000001 00000000 00000000 0001 0001 0002 0001")),
                Named.of(
                        "Hextile outside its tile",
                        update(1).rectangle(0, 0, 2, 2, Encoding.HEXTILE).hex("0a 00000000 01 11 10")),
                Named.of(
                        "no zlib",
                        update(1).rectangle(0, 0, 2, 2, Encoding.ZLIB).hex("00000004 ffffffff")),
                Named.of(
                        "zlib data that ends too early",
                        update(1).rectangle(0, 0, 2, 1, Encoding.ZLIB).hex("0000000b 7801 00 0400 fbff 01020300")),
                Named.of(
                        "zlib stream that ends too early",
                        update(1).rectangle(0, 0, 2, 1, Encoding.ZLIB).hex("0000000b 7801 01 0400 fbff 01020300")),
                Named.of(
                        "Tight of an unknown kind",
                        update(1).rectangle(0, 0, 1, 1, Encoding.TIGHT).hex("c0")),
                Named.of(
                        "Tight with an unknown filter",
                        update(1).rectangle(0, 0, 1, 1, Encoding.TIGHT).hex("40 03")),
                Named.of(
                        "Tight without zlib, of another length",
                        update(1).rectangle(0, 0, 4, 1, Encoding.TIGHT).hex("a0 0d")),
                Named.of(
                        "Tight with a colour past its palette",
                        update(1).rectangle(0, 0, 1, 1, Encoding.TIGHT).hex("40 01 02 000000 000000 000000 03")),
                Named.of(
                        "Tight with the second colour of one",
                        update(1).rectangle(0, 0, 1, 1, Encoding.TIGHT).hex("40 01 00 000000 80")),
                Named.of(
                        "no JPEG",
                        update(1).rectangle(0, 0, 1, 1, Encoding.TIGHT).hex("90 04 ffd8ffd9")),
                Named.of(
                        "no PNG",
                        update(1).rectangle(0, 0, 1, 1, Encoding.TIGHT_PNG).hex("a0 04 89504e47")),
                Named.of(
                        "an empty JPEG",
                        update(1).rectangle(0, 0, 1, 1, Encoding.TIGHT).hex("90 00")),
                Named.of(
                        "ZRLE tile of an unknown kind",
                        update(1).rectangle(0, 0, 1, 1, Encoding.ZRLE).hex("00000008 7801 00 0100 feff 11")),
                Named.of(
                        "ZRLE run past its tile",
                        update(1).rectangle(0, 0, 1, 1, Encoding.ZRLE).hex("0000000c 7801 00 0500 faff 80 000000 01")),
                Named.of(
                        "ZRLE colour past its palette",
                        update(1)
                                .rectangle(0, 0, 1, 1, Encoding.ZRLE)
                                .hex("00000012 7801 00 0b00 f4ff 03 000000 000000 000000 c0")));
    }

    @ParameterizedTest
    @MethodSource("violations")
    void refuses(WireBytes bytes) {
        assertThatThrownBy(() -> read(bytes)).isInstanceOf(RfbViolation.class);
    }

    @Test
    void takesNoMemoryForAZlibBomb() {
        byte[] bomb;
        try (DeflatedStream stream = new DeflatedStream()) {
            bomb = stream.next(new byte[64 << 20]);
        }
        WireBytes bytes =
                update(1).rectangle(0, 0, 2, 2, Encoding.ZLIB).u32(bomb.length).add(bomb);
        assertThatThrownBy(() -> read(bytes)).isInstanceOf(RfbViolation.class).hasMessageContaining("more Zlib data");
    }

    @Test
    void leavesTheFramebufferAloneWhereItsNewSizeIsRefused() {
        assertThatThrownBy(() -> read(update(1).rectangle(0, 0, 20000, 2, Encoding.DESKTOP_SIZE)))
                .isInstanceOf(RfbViolation.class);
        assertThat(listener.told).isEmpty();
        assertThat(framebuffer.width()).isEqualTo(8);
    }

    @Test
    void fillsTightRectanglesThatAreWiderThanTheSpecificationHasThem() {
        Framebuffer wide = new Framebuffer(5000, 2);
        try (ServerMessageDecoder seen = new ServerMessageDecoder(wide, Formats.PLAIN, listener)) {
            seen.readMessage(new ChunkedInput(update(1)
                    .rectangle(0, 0, 5000, 2, Encoding.TIGHT)
                    .hex("80 102030")
                    .bytes()));
        }
        assertThat(wide.pixels()).containsOnly(0x102030);
    }
}
