package retrace.relay.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that a test has started and that ends with the test. A missing program fails the test. */
public final class Program implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final String name;

    private Program(Process process, String name) {
        this.process = process;
        this.name = name;
    }

    /** @param display value of DISPLAY, empty for none */
    public static Program start(String display, List<String> command) {
        return new Program(
                started(display, command, ProcessBuilder.Redirect.DISCARD, ProcessBuilder.Redirect.DISCARD),
                command.getFirst());
    }

    /** A program that prints its X display's number when it is ready. */
    static Display startDisplay(List<String> command) {
        Process process = started("", command, ProcessBuilder.Redirect.PIPE, ProcessBuilder.Redirect.DISCARD);
        try {
            String line = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            if (line == null) {
                throw new IllegalStateException(command.getFirst() + " did not start: " + command);
            }
            return new Display(new Program(process, command.getFirst()), ":" + line.strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    record Display(Program program, String name) {}

    private static Process started(
            String display, List<String> command, ProcessBuilder.Redirect output, ProcessBuilder.Redirect errors) {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(output).redirectError(errors);
        builder.environment().remove("DISPLAY");
        if (!display.isEmpty()) {
            builder.environment().put("DISPLAY", display);
        }
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(command.getFirst() + " is needed for this test", e);
        }
    }

    /** Runs a program to its end. */
    public static void run(String display, List<String> command) {
        try (Program program = start(display, command)) {
            int exit = program.awaitExit(PATIENCE);
            if (exit != 0) {
                throw new IllegalStateException(command + " ended with " + exit);
            }
        }
    }

    /** Runs a program to its end, whatever comes of it. @return what it prints, to either output */
    static String outputOf(String display, List<String> command) {
        try {
            Path output = Files.createTempFile("output", ".txt");
            ProcessBuilder.Redirect toFile = ProcessBuilder.Redirect.appendTo(output.toFile());
            try (Program program = new Program(started(display, command, toFile, toFile), command.getFirst())) {
                program.awaitExit(PATIENCE);
                return Files.readString(output);
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int awaitExit(Duration most) {
        try {
            if (!process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(name + " does not end");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until something listens on the port. */
    public void awaitPort(int port) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return;
            } catch (IOException e) {
                pause(Duration.ofMillis(20));
            }
        }
        throw new IllegalStateException(name + " does not listen on " + port);
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
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
