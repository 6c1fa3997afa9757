package retrace.relay.rfb.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static retrace.relay.rfb.decode.WireBytes.update;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import retrace.relay.rfb.Encoding;
import retrace.relay.rfb.PixelFormat;
import retrace.relay.testing.RecordedPicture;

/** Literal bytes, put together by hand from the specifications, whole and cut in two at every place. */
class GoldenBytesTest {

    private static final int R = 0xff0000;
    private static final int G = 0x00ff00;
    private static final int B = 0x0000ff;

    /** A picture of 4 × 2 that is black before. */
    record Golden(PixelFormat format, byte[] bytes, int... picture) {}

    static Stream<Named<Golden>> golden() {
        return Stream.of(
                of(
                        "Raw",
                        Formats.PLAIN,
                        update(1).rectangle(1, 0, 2, 1, Encoding.RAW).hex("0000ff00 00ff0000"),
                        0,
                        R,
                        G,
                        0,
                        0,
                        0,
                        0,
                        0),
                of(
                        "Raw of 16 bits, the higher byte first",
                        new PixelFormat(16, 16, true, true, 31, 63, 31, 11, 5, 0),
                        update(1).rectangle(0, 1, 3, 1, Encoding.RAW).hex("f800 07e0 001f"),
                        0,
                        0,
                        0,
                        0,
                        R,
                        G,
                        B,
                        0),
                of(
                        "Raw of 8 bits whose colours are mapped, some of them later",
                        Formats.MAPPED,
                        WireBytes.wire()
                                .hex("01 00 0001 0002 ffff00000000 0000ffff0000")
                                .add(update(1)
                                        .rectangle(0, 0, 3, 1, Encoding.RAW)
                                        .hex("010203")
                                        .bytes())
                                .hex("01 00 0003 0001 00000000ffff")
                                .add(update(1)
                                        .rectangle(0, 1, 3, 1, Encoding.RAW)
                                        .hex("030201")
                                        .bytes()),
                        R,
                        G,
                        0,
                        0,
                        B,
                        G,
                        R,
                        0),
                of(
                        "CopyRect onto itself, one to the right",
                        Formats.PLAIN,
                        update(2)
                                .rectangle(0, 0, 3, 1, Encoding.RAW)
                                .hex("0000ff00 00ff0000 ff000000")
                                .rectangle(1, 0, 3, 1, Encoding.COPY_RECT)
                                .hex("0000 0000"),
                        R,
                        R,
                        G,
                        B,
                        0,
                        0,
                        0,
                        0),
                of(
                        "CopyRect onto itself, one down",
                        Formats.PLAIN,
                        update(3)
                                .rectangle(0, 0, 4, 1, Encoding.RAW)
                                .hex("0000ff00 00ff0000 ff000000 ff000000")
                                .rectangle(0, 1, 4, 1, Encoding.COPY_RECT)
                                .hex("0000 0000")
                                .rectangle(0, 0, 1, 2, Encoding.COPY_RECT)
                                .hex("0002 0000"),
                        B,
                        G,
                        B,
                        B,
                        B,
                        G,
                        B,
                        B),
                of(
                        "RRE",
                        Formats.PLAIN,
                        update(1)
                                .rectangle(0, 0, 4, 2, Encoding.RRE)
                                .hex("00000002 ff000000")
                                .hex("0000ff00 0000 0000 0002 0001")
                                .hex("00ff0000 0003 0001 0001 0001"),
                        R,
                        R,
                        B,
                        B,
                        B,
                        B,
                        B,
                        G),
                of(
                        "CoRRE",
                        Formats.EIGHT,
                        update(1).rectangle(1, 0, 3, 2, Encoding.CORRE).hex("00000001 07 38 01 00 02 02"),
                        0,
                        R,
                        G,
                        G,
                        0,
                        R,
                        G,
                        G),
                of(
                        "Hextile with a foreground",
                        Formats.PLAIN,
                        update(1).rectangle(0, 0, 4, 2, Encoding.HEXTILE).hex("0e 0000ff00 00ff0000 02 00 10 31 00"),
                        G,
                        G,
                        R,
                        R,
                        R,
                        R,
                        R,
                        G),
                of(
                        "Hextile with colours of its own, then a raw tile",
                        Formats.PLAIN,
                        update(2)
                                .rectangle(0, 0, 4, 1, Encoding.HEXTILE)
                                .hex("1a 0000ff00 02 00ff0000 10 00 ff000000 20 10")
                                .rectangle(0, 1, 2, 1, Encoding.HEXTILE)
                                .hex("01 ff000000 00ff0000"),
                        R,
                        G,
                        B,
                        B,
                        B,
                        G,
                        0,
                        0),
                of(
                        "Zlib, one stream for two rectangles",
                        Formats.EIGHT,
                        update(2)
                                .rectangle(0, 0, 4, 1, Encoding.ZLIB)
                                // zlib's head and a stored block of four bytes
                                .hex("0000000b 7801 00 0400 fbff 07 38 c0 00")
                                .rectangle(0, 1, 2, 1, Encoding.ZLIB)
                                .hex("00000007 00 0200 fdff c0 c0"),
                        R,
                        G,
                        B,
                        0,
                        B,
                        B,
                        0,
                        0),
                of(
                        "Tight, filled",
                        Formats.PLAIN,
                        update(1).rectangle(0, 0, 2, 2, Encoding.TIGHT).hex("80 ff0000"),
                        R,
                        R,
                        0,
                        0,
                        R,
                        R,
                        0,
                        0),
                of(
                        "Tight, copied and too short to be compressed",
                        Formats.PLAIN,
                        update(1).rectangle(0, 0, 3, 1, Encoding.TIGHT).hex("00 ff0000 00ff00 0000ff"),
                        R,
                        G,
                        B,
                        0,
                        0,
                        0,
                        0,
                        0),
                of(
                        "Tight, two colours",
                        Formats.PLAIN,
                        update(1).rectangle(0, 0, 4, 2, Encoding.TIGHT).hex("40 01 01 ff0000 0000ff 50 a0"),
                        R,
                        B,
                        R,
                        B,
                        B,
                        R,
                        B,
                        R),
                of(
                        "Tight, three colours",
                        Formats.PLAIN,
                        update(1)
                                .rectangle(0, 0, 4, 1, Encoding.TIGHT)
                                .hex("40 01 02 ff0000 00ff00 0000ff 00 01 02 01"),
                        R,
                        G,
                        B,
                        G,
                        0,
                        0,
                        0,
                        0),
                of(
                        "Tight, a gradient",
                        Formats.PLAIN,
                        // 102030, then the same: nothing differs; below, one more in red
                        update(1).rectangle(0, 0, 2, 1, Encoding.TIGHT).hex("40 02 102030 000000"),
                        0x102030,
                        0x102030,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0),
                of(
                        "Tight without zlib",
                        Formats.PLAIN,
                        update(1).rectangle(0, 0, 4, 1, Encoding.TIGHT).hex("a0 0c ff0000 00ff00 0000ff ff0000"),
                        R,
                        G,
                        B,
                        R,
                        0,
                        0,
                        0,
                        0),
                of(
                        "Tight, a stream that begins anew",
                        Formats.EIGHT,
                        update(2)
                                .rectangle(0, 0, 4, 3 - 1, Encoding.TIGHT)
                                .hex("00 07070707 38383838")
                                .rectangle(0, 0, 4, 2, Encoding.TIGHT)
                                .hex("21 c0c0c0c0 c0c0c0c0"),
                        B,
                        B,
                        B,
                        B,
                        B,
                        B,
                        B,
                        B),
                of(
                        "ZRLE: a solid tile",
                        Formats.PLAIN,
                        update(1).rectangle(0, 0, 4, 2, Encoding.ZRLE).hex("0000000b 7801 00 0400 fbff 01 0000ff"),
                        R,
                        R,
                        R,
                        R,
                        R,
                        R,
                        R,
                        R),
                of(
                        "ZRLE: raw, runs, packed and palette runs in one stream",
                        Formats.EIGHT,
                        update(4)
                                .rectangle(0, 0, 2, 1, Encoding.ZRLE)
                                .hex("0000000a 7801 00 0300 fcff 00 07 38")
                                .rectangle(2, 0, 2, 1, Encoding.ZRLE)
                                .hex("00000008 00 0300 fcff 80 c0 01")
                                .rectangle(0, 1, 3, 1, Encoding.ZRLE)
                                .hex("00000009 00 0400 fbff 02 07 c0 40")
                                .rectangle(3, 1, 1, 1, Encoding.ZRLE)
                                .hex("00000009 00 0400 fbff 82 07 38 01"),
                        R,
                        G,
                        B,
                        B,
                        R,
                        B,
                        R,
                        G));
    }

    private static Named<Golden> of(String name, PixelFormat format, WireBytes bytes, int... picture) {
        return Named.of(name, new Golden(format, bytes.bytes(), picture));
    }

    private static int[] decode(Golden golden, ChunkedInput in) {
        Framebuffer framebuffer = new Framebuffer(4, 2);
        try (ServerMessageDecoder decoder =
                new ServerMessageDecoder(framebuffer, golden.format(), new RecordedPicture())) {
            while (!in.isAtEnd()) {
                decoder.readMessage(in);
            }
        }
        return framebuffer.pixels();
    }

    @ParameterizedTest
    @MethodSource("golden")
    void showsWhatTheBytesSay(Golden golden) {
        assertThat(decode(golden, new ChunkedInput(golden.bytes()))).isEqualTo(golden.picture());
    }

    @ParameterizedTest
    @MethodSource("golden")
    void showsTheSameWhereverTheBytesAreCut(Golden golden) {
        for (int cut = 0; cut < golden.bytes().length; cut++) {
            assertThat(decode(golden, ChunkedInput.splitAt(golden.bytes(), cut)))
                    .as("cut at %d", cut)
                    .isEqualTo(golden.picture());
        }
        assertThat(decode(golden, ChunkedInput.inPiecesOf(golden.bytes(), 1))).isEqualTo(golden.picture());
    }

    @ParameterizedTest
    @MethodSource("golden")
    void waitsForWhatIsMissing(Golden golden) {
        for (int length = golden.bytes().length - 1; length > golden.bytes().length - 8; length--) {
            ChunkedInput cut = new ChunkedInput(Arrays.copyOf(golden.bytes(), length));
            assertThatThrownBy(() -> decode(golden, cut)).isInstanceOf(RfbInput.EndOfStream.class);
        }
    }
}
