package retrace.relay.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A desktop by TigerVNC's Xvnc: an X display and a streamer in one. */
public final class XvncDesktop implements Screen, AutoCloseable {

    private final Program.Display display;
    private final int port = Program.freePort();
    private final int width;
    private final int height;
    private final Deque<AutoCloseable> programs = new ArrayDeque<>();

    /** @param security Xvnc's arguments for it, such as {@code -SecurityTypes None} */
    private XvncDesktop(int width, int height, List<String> security) {
        this.width = width;
        this.height = height;
        List<String> command = new ArrayList<>(List.of(
                "Xtigervnc",
                "-displayfd",
                "1",
                "-rfbport",
                String.valueOf(port),
                "-localhost",
                "-AlwaysShared",
                "-nolisten",
                "tcp",
                "-depth",
                "24",
                "-geometry",
                width + "x" + height));
        command.addAll(security);
        display = Program.startDisplay(command);
        display.program().awaitPort(port);
    }

    public static XvncDesktop open(int width, int height) {
        return new XvncDesktop(width, height, List.of("-SecurityTypes", "None"));
    }

    /** @param security Xvnc's arguments for it, such as {@code -SecurityTypes TLSNone} */
    public static XvncDesktop openWith(int width, int height, String... security) {
        return new XvncDesktop(width, height, List.of(security));
    }

    public static XvncDesktop openWithPassword(int width, int height, String password) {
        return new XvncDesktop(
                width,
                height,
                List.of(
                        "-SecurityTypes",
                        "VncAuth",
                        "-PasswordFile",
                        PasswordFile.of(password).toString()));
    }

    @Override
    public String display() {
        return display.name();
    }

    public int port() {
        return port;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** Fills the background with a pattern of two colours. */
    public void fill(String foreground, String background) {
        Program.run(display.name(), List.of("xsetroot", "-mod", "16", "5", "-fg", foreground, "-bg", background));
    }

    /** Fills the background with one colour. */
    public void plain(String colour) {
        Program.run(display.name(), List.of("xsetroot", "-solid", colour));
    }

    /** A cursor of 32 × 32 pixels of the colour over the background. */
    public void showCursor(String colour) {
        try {
            Path square = Files.createTempFile("square", ".xbm");
            Files.writeString(square, """
                    #define square_width 32
                    #define square_height 32
                    #define square_x_hot 16
                    #define square_y_hot 16
                    static char square_bits[] = {
                    %s};
                    """.formatted("0xff, ".repeat(32 * 32 / 8 - 1) + "0xff"));
            String bits = square.toString();
            Program.run(display.name(), List.of("xsetroot", "-cursor", bits, bits, "-fg", colour, "-bg", colour));
            Files.delete(square);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a program on the desktop does it. */
    public void movePointer(int x, int y) {
        Program.run(display.name(), List.of("xdotool", "mousemove", String.valueOf(x), String.valueOf(y)));
    }

    /** Puts a picture on the background. */
    public void show(java.awt.image.BufferedImage picture) {
        try {
            Path file = Files.createTempFile("picture", ".png");
            javax.imageio.ImageIO.write(picture, "png", file.toFile());
            try (Program painter =
                    Program.start(display.name(), List.of("display", "-window", "root", file.toString()))) {
                painter.awaitExit(java.time.Duration.ofSeconds(30)); // its exit value says nothing
            }
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An xterm that runs a shell's script. */
    public void runInTerminal(String script) {
        programs.push(
                Program.start(display.name(), List.of("xterm", "-geometry", "60x20+40+40", "-e", "sh", "-c", script)));
    }

    /** @param size as {@code xrandr} knows it, for example {@code 640x480} */
    public void resize(String size) {
        run("xrandr", "-s", size);
    }

    /** A size that {@code xrandr} does not know: upright, say. */
    public void resizeTo(int width, int height) {
        String mode = width + "x" + height;
        run(
                "xrandr",
                "--newmode",
                mode,
                "0",
                Integer.toString(width),
                "0",
                "0",
                "0",
                Integer.toString(height),
                "0",
                "0",
                "0");
        run("xrandr", "--addmode", "VNC-0", mode);
        run("xrandr", "--output", "VNC-0", "--mode", mode);
    }

    /** Runs a program of this display to its end: {@code xdotool}, say. */
    public void run(String... command) {
        Program.run(display.name(), List.of(command));
    }

    /** Another streamer for the same display. */
    public X11vncStreamer startX11vnc(String... arguments) {
        X11vncStreamer streamer = new X11vncStreamer(display.name(), List.of(arguments));
        programs.push(streamer);
        return streamer;
    }

    @Override
    public void close() throws Exception {
        while (!programs.isEmpty()) {
            programs.pop().close();
        }
        display.program().close();
    }
}
