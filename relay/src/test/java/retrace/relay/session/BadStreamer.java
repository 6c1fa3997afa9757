package retrace.relay.session;

import java.util.stream.Stream;
import retrace.kernel.session.EndReason;
import retrace.relay.testing.ScriptedStreamer;

/**
 * A streamer that paints its picture and then breaks the protocol or off.
 *
 * @param script what it does after the picture
 * @param reason what its session ends for
 */
record BadStreamer(String name, ScriptedStreamer.Script script, EndReason reason) {

    static final int COLOUR = 0x808080;

    static Stream<BadStreamer> all() {
        return Stream.of(
                new BadStreamer(
                        "nonsense",
                        (in, out) -> {
                            out.write(new byte[] {99, 1, 2, 3});
                            in.readAllBytes();
                        },
                        EndReason.PROTOCOL_VIOLATION),
                new BadStreamer(
                        "half a header",
                        (in, out) -> out.write(new byte[] {0, 0, 0, 1, 0, 0}),
                        EndReason.STREAMER_LEFT),
                new BadStreamer(
                        "half a picture",
                        (in, out) -> {
                            out.write(new byte[] {0, 0, 0, 1, 0, 0, 0, 0, 0, 64, 0, 48, 0, 0, 0, 0});
                            out.write(new byte[64 * 24 * 4 + 5]);
                        },
                        EndReason.STREAMER_LEFT),
                new BadStreamer(
                        "a clipboard of 2 GB",
                        (in, out) -> {
                            out.write(new byte[] {3, 0, 0, 0, 127, -1, -1, -1});
                            out.write(new byte[100_000]);
                            in.readAllBytes();
                        },
                        EndReason.PROTOCOL_VIOLATION),
                new BadStreamer(
                        "compressed bytes of 4 GB",
                        (in, out) -> {
                            out.write(new byte[] {0, 0, 0, 1, 0, 0, 0, 0, 0, 64, 0, 48, 0, 0, 0, 16, -1, -1, -1, -1});
                            in.readAllBytes();
                        },
                        EndReason.PROTOCOL_VIOLATION),
                new BadStreamer(
                        "pixels that do not inflate",
                        (in, out) -> {
                            out.write(new byte[] {
                                0, 0, 0, 1, 0, 0, 0, 0, 0, 64, 0, 48, 0, 0, 0, 16, 0, 0, 0, 4, 9, 9, 9, 9
                            });
                            Thread.sleep(300);
                            out.write(2);
                            Thread.sleep(300);
                            out.write(2);
                            in.readAllBytes();
                        },
                        EndReason.PROTOCOL_VIOLATION));
    }

    ScriptedStreamer start() {
        return ScriptedStreamer.showing((in, out) -> {
            ScriptedStreamer.awaitRequest(in);
            ScriptedStreamer.paint(out, COLOUR);
            Thread.sleep(200);
            script.play(in, out);
        });
    }

    @Override
    public String toString() {
        return name;
    }
}
