package retrace.relay.testing;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** What an X display shows. */
public interface Screen {

    /** As programs know it: {@code :7}. */
    String display();

    /** Everything that is on it, without the cursor. */
    default BufferedImage screenshot() {
        try {
            Path file = Files.createTempFile("screen", ".png");
            try {
                Program.run(display(), List.of("import", "-silent", "-window", "root", file.toString()));
                return ImageIO.read(file.toFile());
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
