package retrace.relay.testing;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** TigerVNC's viewer on a display of its own. It shows smaller desktops in the middle. */
public final class TigerVncViewer implements Screen, AutoCloseable {

    private static final int SIDE = 1200;

    private final Program.Display display;
    private final Program viewer;

    /** @param arguments of the viewer, such as {@code -PreferredEncoding=Hextile} */
    public TigerVncViewer(int port, String ticket, String... arguments) {
        this(port, List.of("xtigervncviewer", "-passwd", PasswordFile.of(ticket).toString()), arguments);
    }

    /** Says a user name and the ticket as its password. */
    public static TigerVncViewer withName(int port, String name, String ticket, String... arguments) {
        return new TigerVncViewer(
                port, List.of("env", "VNC_USERNAME=" + name, "VNC_PASSWORD=" + ticket, "xtigervncviewer"), arguments);
    }

    private TigerVncViewer(int port, List<String> start, String... arguments) {
        display = startDisplay();
        List<String> command = new ArrayList<>(start);
        command.addAll(List.of(
                "-AutoSelect=0",
                "-RemoteResize=0",
                "-ReconnectOnError=0",
                "-AlertOnFatalError=0",
                "-geometry=" + SIDE + "x" + SIDE + "+0+0"));
        command.addAll(List.of(arguments));
        command.add("127.0.0.1::" + port);
        viewer = Program.start(display.name(), command);
    }

    @Override
    public String display() {
        return display.name();
    }

    /** What it shows of a desktop of this size. */
    public BufferedImage picture(int width, int height) {
        return screenshot().getSubimage((SIDE - width) / 2, (SIDE - height) / 2, width, height);
    }

    public boolean isRunning() {
        return viewer.isRunning();
    }

    @Override
    public void close() {
        viewer.close();
        display.program().close();
    }

    private static Program.Display startDisplay() {
        return Program.startDisplay(
                List.of("Xvfb", "-displayfd", "1", "-nolisten", "tcp", "-screen", "0", SIDE + "x" + SIDE + "x24"));
    }

    /** What it says where it is not let in, in one line. */
    public static String refusal(int port, String ticket) {
        Program.Display display = startDisplay();
        try (Program shown = display.program()) {
            List<String> command = List.of(
                    "xtigervncviewer",
                    "-passwd",
                    PasswordFile.of(ticket).toString(),
                    "-ReconnectOnError=0",
                    "-AlertOnFatalError=0",
                    "127.0.0.1::" + port);
            return Program.outputOf(display.name(), command).replaceAll("\\s+", " ");
        }
    }
}
