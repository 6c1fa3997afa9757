package retrace.infra.streamer.rfb;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import retrace.infra.streamer.screen.Area;
import retrace.infra.streamer.screen.Move;

/** Writes FramebufferUpdate messages (RFC 6143, 7.6.1) for one client; used by one thread. */
final class UpdateWriter implements AutoCloseable {

    private static final int SCREEN_ID = 1;
    private static final int REASON_CLIENT = 1;
    private static final int RESULT_PROHIBITED = 1;

    private final OutputStream out;
    private final ByteSink message = new ByteSink();
    private final List<RectangleEncoder> encoders = new ArrayList<>();

    UpdateWriter(OutputStream out) {
        this.out = out;
    }

    void write(ClientView.Order.Size size) throws IOException {
        begin(1);
        if (!size.isExtended()) {
            header(new Area(0, 0, size.width(), size.height()), Encoding.DESKTOP_SIZE);
        } else {
            message.u16(size.isRefusal() ? REASON_CLIENT : 0);
            message.u16(size.isRefusal() ? RESULT_PROHIBITED : 0);
            message.u16(size.width());
            message.u16(size.height());
            message.u32(Encoding.EXTENDED_DESKTOP_SIZE);
            writeLayout(size);
        }
        send();
    }

    /** One screen that fills the picture. */
    private void writeLayout(ClientView.Order.Size size) {
        message.u8(1);
        message.zeros(3);
        message.u32(SCREEN_ID);
        message.u16(0);
        message.u16(0);
        message.u16(size.width());
        message.u16(size.height());
        message.u32(0);
    }

    void write(ClientView.Order.Picture picture) throws IOException {
        begin(picture.part().rectangles() + (picture.withCursor() ? 1 : 0));
        if (picture.withCursor()) {
            CursorShape.write(picture.format(), message);
        }
        picture.part().move().ifPresent(this::writeMove);
        RectangleEncoder encoder = encoder(picture.encodings());
        int[] pixels = picture.pixels();
        picture.format().translate(pixels, pixels.length);
        int at = 0;
        for (Area area : picture.part().damage().areas()) {
            header(area, encoder.encoding());
            int[] rectangle = Arrays.copyOfRange(pixels, at, at + area.pixels());
            encoder.encode(rectangle, area.width(), area.height(), picture.format(), message);
            message.drainTo(out);
            at += area.pixels();
        }
        send();
    }

    private void writeMove(Move move) {
        header(move.destination(), Encoding.COPY_RECT);
        message.u16(move.source().x());
        message.u16(move.source().y());
    }

    private void begin(int rectangles) {
        message.u8(0);
        message.u8(0);
        message.u16(rectangles);
    }

    private void header(Area area, int encoding) {
        message.u16(area.x());
        message.u16(area.y());
        message.u16(area.width());
        message.u16(area.height());
        message.u32(encoding);
    }

    private void send() throws IOException {
        message.drainTo(out);
        out.flush();
    }

    /** The client's first choice of those that are sent; a zlib stream once begun is kept for its next use. */
    private RectangleEncoder encoder(List<Integer> offered) {
        int chosen = offered.stream().filter(UpdateWriter::isSent).findFirst().orElse(Encoding.RAW);
        Optional<RectangleEncoder> kept = encoders.stream()
                .filter(encoder -> encoder.encoding() == chosen)
                .findFirst();
        return kept.orElseGet(() -> {
            RectangleEncoder encoder = switch (chosen) {
                case Encoding.ZRLE -> new ZrleEncoder();
                case Encoding.ZLIB -> new ZlibEncoder();
                case Encoding.HEXTILE -> new HextileEncoder();
                default -> new RawEncoder();
            };
            encoders.add(encoder);
            return encoder;
        });
    }

    private static boolean isSent(int encoding) {
        return encoding == Encoding.RAW
                || encoding == Encoding.HEXTILE
                || encoding == Encoding.ZLIB
                || encoding == Encoding.ZRLE;
    }

    @Override
    public void close() {
        encoders.forEach(RectangleEncoder::close);
    }
}
