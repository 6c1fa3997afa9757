package retrace.infra.launcher.testing;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** Pictures as a page's script hands them out: {@code data:image/png;base64,…}. */
public final class DataUrl {

    private static final String PNG = "data:image/png;base64,";

    private DataUrl() {}

    public static BufferedImage picture(String url) {
        if (!url.startsWith(PNG)) {
            throw new IllegalArgumentException("no PNG: " + url.substring(0, Math.min(url.length(), PNG.length())));
        }
        try {
            byte[] png = Base64.getDecoder().decode(url.substring(PNG.length()));
            return ImageIO.read(new ByteArrayInputStream(png));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The pixels line by line, 0x00RRGGBB and a top byte that says nothing. */
    public static int[] pixels(BufferedImage picture) {
        return picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    }
}
