package retrace.relay.rfb.decode;

import java.awt.Color;
import java.awt.Font;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;

/** An X display by TigerVNC's Xvnc that shows flat areas, text, a gradient and noise; x11vnc can show it as well. */
final class RealDisplay implements AutoCloseable {

    static final int WIDTH = 800;
    static final int HEIGHT = 600;

    private final Deque<Process> processes = new ArrayDeque<>();
    private final Path folder;
    final int xvncPort;
    final String display;

    RealDisplay(Path folder) {
        this.folder = folder;
        xvncPort = freePort();
        Process server = start(
                List.of(
                        "Xtigervnc",
                        "-displayfd",
                        "1",
                        "-SecurityTypes",
                        "None",
                        "-rfbport",
                        String.valueOf(xvncPort),
                        "-localhost",
                        "-AlwaysShared",
                        "-nolisten",
                        "tcp",
                        "-depth",
                        "24",
                        "-geometry",
                        WIDTH + "x" + HEIGHT),
                ProcessBuilder.Redirect.PIPE);
        display = ":" + firstLine(server);
        awaitPort(xvncPort);
    }

    private static String firstLine(Process process) {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        try {
            String line = reader.readLine();
            if (line == null) {
                throw new IllegalStateException("the display did not start");
            }
            return line.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Draws on the display's background. */
    void paint() throws IOException, InterruptedException {
        File file = folder.resolve("picture.png").toFile();
        ImageIO.write(picture(), "png", file);
        Process painter = start(
                List.of("display", "-display", display, "-window", "root", file.getPath()),
                ProcessBuilder.Redirect.DISCARD);
        // Its exit value says nothing: it is 1 for a picture that was drawn.
        if (!painter.waitFor(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the picture could not be drawn");
        }
    }

    private static BufferedImage picture() {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(0x3465a4));
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        graphics.setPaint(new GradientPaint(0, 0, new Color(0xd03010), 400, 250, new Color(0x20e0ff)));
        graphics.fillRect(20, 20, 380, 250);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(420, 30, 360, 300);
        graphics.setColor(Color.BLACK);
        graphics.setFont(new Font(Font.MONOSPACED, Font.PLAIN, 12));
        for (int line = 0; line < 20; line++) {
            graphics.drawString("Line " + line + " of small text: 0O 1lI {[()]}", 425, 45 + line * 14);
        }
        for (int i = 0; i < 12; i++) {
            graphics.setColor(Color.getHSBColor(i / 12f, 0.8f, 0.9f));
            graphics.fillOval(30 + i * 60, 350, 50, 90);
        }
        Random random = new Random(5);
        for (int y = 460; y < 580; y++) {
            for (int x = 50; x < 250; x++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        graphics.dispose();
        return image;
    }

    /** Another streamer for the same display. */
    int startX11vnc() {
        int port = freePort();
        start(
                List.of(
                        "x11vnc",
                        "-display",
                        display,
                        "-rfbport",
                        String.valueOf(port),
                        "-localhost",
                        "-nopw",
                        "-forever",
                        "-shared",
                        "-noxdamage",
                        "-quiet"),
                ProcessBuilder.Redirect.DISCARD);
        awaitPort(port);
        return port;
    }

    /** An xterm that runs a shell's script. */
    void startXterm(String script) {
        start(List.of("xterm", "-geometry", "80x30+40+40", "-e", "sh", "-c", script), ProcessBuilder.Redirect.DISCARD);
    }

    private Process start(List<String> command, ProcessBuilder.Redirect output) {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command));
        if (processes.isEmpty()) {
            builder.environment().remove("DISPLAY");
        } else {
            builder.environment().put("DISPLAY", display);
        }
        try {
            Process process = builder.redirectOutput(output)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            processes.push(process);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(command.getFirst() + " is needed for this test", e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitPort(int port) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < end) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return;
            } catch (IOException e) {
                Thread.onSpinWait();
            }
        }
        throw new IllegalStateException("nothing listens on " + port);
    }

    @Override
    public void close() {
        while (!processes.isEmpty()) {
            Process process = processes.pop();
            process.destroy();
            try {
                if (!process.waitFor(5, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                process.destroyForcibly();
            }
        }
    }
}
