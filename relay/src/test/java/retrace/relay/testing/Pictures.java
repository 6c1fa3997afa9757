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

    /** How many pixels are another: two pictures as lists would make an endless failure. */
    public static int differences(int[] expected, int[] actual) {
        if (expected.length != actual.length) {
            throw new AssertionError("a picture of " + actual.length + " pixels and not " + expected.length);
        }
        int count = 0;
        for (int i = 0; i < expected.length; i++) {
            count += expected[i] == actual[i] ? 0 : 1;
        }
        return count;
    }

    /** How near the brightness of one is to that of the other (PSNR of BT.709 luma); 99 where they are equal. */
    public static double lumaDecibels(BufferedImage expected, BufferedImage actual) {
        double sum = 0;
        for (int y = 0; y < expected.getHeight(); y++) {
            for (int x = 0; x < expected.getWidth(); x++) {
                double difference = luma(expected.getRGB(x, y)) - luma(actual.getRGB(x, y));
                sum += difference * difference;
            }
        }
        return decibels(sum / expected.getWidth() / expected.getHeight());
    }

    private static double luma(int pixel) {
        return 0.2126 * (pixel >> 16 & 255) + 0.7152 * (pixel >> 8 & 255) + 0.0722 * (pixel & 255);
    }

    /** PSNR of the colours, each of 2 × 2 pixels: video has no more of them (4:2:0). 99 where they are equal. */
    public static double colourDecibels(BufferedImage expected, BufferedImage actual) {
        return decibels(meanSquareError(halved(expected), halved(actual)));
    }

    private static BufferedImage halved(BufferedImage picture) {
        BufferedImage half =
                new BufferedImage(picture.getWidth() / 2, picture.getHeight() / 2, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < half.getHeight(); y++) {
            for (int x = 0; x < half.getWidth(); x++) {
                int mean = 0;
                for (int shift = 0; shift < 24; shift += 8) {
                    int sum = 0;
                    for (int corner = 0; corner < 4; corner++) {
                        sum += picture.getRGB(2 * x + (corner & 1), 2 * y + (corner >> 1)) >> shift & 255;
                    }
                    mean |= (sum + 2) / 4 << shift;
                }
                half.setRGB(x, y, mean);
            }
        }
        return half;
    }

    private static double decibels(double meanSquare) {
        return meanSquare == 0 ? 99 : 10 * Math.log10(255 * 255 / meanSquare);
    }

    /** Pixels {@code 0x00RRGGBB} row by row, as decoders have them. */
    public static BufferedImage of(int[] pixels, int width) {
        BufferedImage image = new BufferedImage(width, pixels.length / width, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, width, pixels.length / width, pixels, 0, width);
        return image;
    }
}
