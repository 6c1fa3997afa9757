package retrace.relay.testing;

import java.util.ArrayList;
import java.util.List;

/** x11vnc on an X display, which listens nowhere and dials in to a relay; it ends where it is not let in. */
public final class DiallingX11vnc implements AutoCloseable {

    private final Program program;

    /** @param whereTo of {@code -connect_or_exit}: {@code repeater=ID:1234+host:port}, or {@code host:port} */
    public DiallingX11vnc(String display, String whereTo, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "x11vnc",
                "-display",
                display,
                "-rfbport",
                "0",
                "-shared",
                "-noxdamage",
                "-noipv6",
                "-quiet",
                "-connect_or_exit",
                whereTo));
        command.addAll(List.of(arguments));
        program = Program.start("", command);
    }

    public boolean isRunning() {
        return program.isRunning();
    }

    @Override
    public void close() {
        program.close();
    }
}
