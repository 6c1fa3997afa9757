package retrace.relay.testing;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** vncsnapshot: a viewer that takes one picture and leaves. It writes JPEG, so the picture is not exact. */
public final class VncSnapshot {

    private VncSnapshot() {}

    public static BufferedImage take(int port, String ticket) {
        try {
            Path file = Files.createTempFile("snapshot", ".jpg");
            Program.run(
                    "",
                    List.of(
                            "vncsnapshot",
                            "-quiet",
                            "-quality",
                            "100",
                            "-passwd",
                            PasswordFile.of(ticket).toString(),
                            "127.0.0.1::" + port,
                            file.toString()));
            BufferedImage picture = ImageIO.read(file.toFile());
            Files.delete(file);
            return picture;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it prints where it is not let in. It speaks RFB 3.3. */
    public static String refusal(int port, String ticket) {
        return Program.outputOf(
                "",
                List.of(
                        "vncsnapshot",
                        "-passwd",
                        PasswordFile.of(ticket).toString(),
                        "127.0.0.1::" + port,
                        "none.jpg"));
    }
}
