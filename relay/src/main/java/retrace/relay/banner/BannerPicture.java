package retrace.relay.banner;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import retrace.relay.rfb.Rectangle;
import retrace.relay.rfb.framing.FramebufferSize;

/** A sentence on a plate, in the size that suits a framebuffer. */
public final class BannerPicture {

    private static final Color PLATE = new Color(0x1b1f24);
    private static final Color EDGE = new Color(0xf0a020);
    private static final Color TEXT = Color.WHITE;

    /** A line of text is this part of the framebuffer's height, within bounds. */
    private static final int LINES_OF_HEIGHT = 48;

    private static final int POINTS_MIN = 10;
    private static final int POINTS_USUAL_MIN = 15;
    private static final int POINTS_MAX = 40;

    private final int width;
    private final int[] pixels;
    private final Rectangle area;

    private BannerPicture(BufferedImage image, Rectangle area) {
        width = image.getWidth();
        pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        this.area = area;
    }

    /** Drawn in letters that leave it room, or else cut off at the framebuffer's edges. */
    public static BannerPicture of(String sentence, FramebufferSize room) {
        int points = Math.clamp(room.height() / LINES_OF_HEIGHT, POINTS_USUAL_MIN, POINTS_MAX);
        BufferedImage image = draw(sentence, points);
        while (image.getWidth() > room.width() && points > POINTS_MIN) {
            points--;
            image = draw(sentence, points);
        }
        int width = Math.min(image.getWidth(), room.width());
        int height = Math.min(image.getHeight(), room.height());
        return new BannerPicture(image, new Rectangle((room.width() - width) / 2, 0, width, height));
    }

    private static BufferedImage draw(String sentence, int points) {
        Font font = new Font(Font.SANS_SERIF, Font.BOLD, points);
        FontMetrics metrics = measure(font);
        int edge = Math.max(2, points / 8);
        int margin = points / 2 + edge;
        int width = metrics.stringWidth(sentence) + 2 * margin + points;
        int height = metrics.getHeight() + 2 * margin;
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setColor(EDGE);
            graphics.fillRect(0, 0, width, height);
            graphics.setColor(PLATE);
            graphics.fillRect(edge, edge, width - 2 * edge, height - 2 * edge);
            graphics.setColor(TEXT);
            graphics.setFont(font);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.drawString(sentence, margin + points / 2, margin + metrics.getAscent());
        } finally {
            graphics.dispose();
        }
        return image;
    }

    private static FontMetrics measure(Font font) {
        Graphics2D graphics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        try {
            return graphics.getFontMetrics(font);
        } finally {
            graphics.dispose();
        }
    }

    /** Where it belongs: in the middle of the upper edge. */
    public Rectangle area() {
        return area;
    }

    /**
     * @param x from the left of {@link #area}
     * @return {@code 0x00RRGGBB}
     */
    int colourAt(int x, int y) {
        return pixels[y * width + x] & 0xffffff;
    }
}
