package retrace.infra.streamer.rfb;

/** An arrow, sent apart from the picture so that it is never in it (RFC 6143, 7.8.1). */
final class CursorShape {

    /** X is black, o is white, a blank is see-through. The tip is the hot spot. */
    private static final String[] ARROW = {
        "X           ",
        "XX          ",
        "XoX         ",
        "XooX        ",
        "XoooX       ",
        "XooooX      ",
        "XoooooX     ",
        "XooooooX    ",
        "XoooooooX   ",
        "XooooooooX  ",
        "XoooooooooX ",
        "XooooooXXXXX",
        "XoooXooX    ",
        "XooX XooX   ",
        "XoX  XooX   ",
        "XX    XooX  ",
        "X     XooX  ",
        "       XX   ",
    };

    private static final int WIDTH = 12;
    private static final int WHITE = 0xFFFFFF;

    private CursorShape() {}

    /** The whole rectangle, header and all. */
    static void write(PixelFormat format, ByteSink out) {
        out.u16(0);
        out.u16(0);
        out.u16(WIDTH);
        out.u16(ARROW.length);
        out.u32(Encoding.CURSOR);
        int[] pixels = new int[WIDTH * ARROW.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = at(i) == 'o' ? WHITE : 0;
        }
        format.translate(pixels, pixels.length);
        for (int pixel : pixels) {
            format.writePixel(out, pixel);
        }
        for (int line = 0; line < ARROW.length; line++) {
            int mask = 0;
            for (int x = 0; x < WIDTH; x++) {
                mask = mask << 1 | (at(line * WIDTH + x) == ' ' ? 0 : 1);
            }
            out.u16(mask << 16 - WIDTH);
        }
    }

    private static char at(int index) {
        return ARROW[index / WIDTH].charAt(index % WIDTH);
    }
}
