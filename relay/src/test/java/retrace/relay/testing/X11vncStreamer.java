package retrace.relay.testing;

import java.util.ArrayList;
import java.util.List;

/** x11vnc on an X display. */
public final class X11vncStreamer implements AutoCloseable {

    private final int port = Program.freePort();
    private final Program program;

    X11vncStreamer(String display, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                "x11vnc",
                "-display",
                display,
                "-rfbport",
                String.valueOf(port),
                "-localhost",
                "-forever",
                "-shared",
                "-noxdamage",
                "-noipv6",
                "-quiet"));
        command.addAll(arguments);
        program = Program.start("", command);
        program.awaitPort(port);
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        program.close();
    }
}
