package retrace.relay.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Passwords in the form that VNC programs read from a file. */
public final class PasswordFile {

    private PasswordFile() {}

    public static Path of(String password) {
        try {
            Process process = new ProcessBuilder("tigervncpasswd", "-f").start();
            process.getOutputStream().write((password + "\n").getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().close();
            Path file = Files.createTempFile("vnc", ".password");
            file.toFile().deleteOnExit();
            Files.write(file, process.getInputStream().readAllBytes());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("tigervncpasswd is needed for this test", e);
        }
    }
}
