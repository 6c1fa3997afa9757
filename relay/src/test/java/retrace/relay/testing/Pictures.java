package retrace.relay.testing;

import java.awt.Color;
import java.awt.Font;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/** Pictures that every encoding finds something in, and how far two are apart. */
public final class Pictures {

    private Pictures() {}

    /** Flat areas, text, a gradient and noise; the same for the same seed. */
    public static BufferedImage varied(int width, int height, int seed) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        Random random = new Random(seed);
        graphics.setColor(new Color(random.nextInt(0x1000000)));
        graphics.fillRect(0, 0, width, height);
        graphics.setPaint(new GradientPaint(0, 0, new Color(0xd03010), width, height, new Color(0x20e0ff)));
        graphics.fillRect(20, 20, width / 2, height / 3);
        graphics.setColor(Color.BLACK);
        graphics.setFont(new Font(Font.MONOSPACED, Font.PLAIN, 12));
        for (int line = 0; line < 12; line++) {
            graphics.drawString("Line " + line + " of small text: 0O 1lI {[()]}", 30, height / 2 + line * 14);
        }
        for (int y = height - 60; y < height - 10; y++) {
            for (int x = width / 2; x < width - 20; x++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        graphics.dispose();
        return image;
    }

    /** Mean square of the differences of all components, over the size of {@code expected}; 0 where they are equal. */
    public static double meanSquareError(BufferedImage expected, BufferedImage actual) {
        long sum = 0;
        for (int y = 0; y < expected.getHeight(); y++) {
            for (int x = 0; x < expected.getWidth(); x++) {
                int a = expected.getRGB(x, y);
                int b = actual.getRGB(x, y);
                for (int shift = 0; shift < 24; shift += 8) {
                    int difference = (a >> shift & 255) - (b >> shift & 255);
                    sum += (long) difference * difference;
                }
            }
        }
        return (double) sum / expected.getWidth() / expected.getHeight() / 3;
    }
}
