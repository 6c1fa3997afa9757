package retrace.relay.recording;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import retrace.relay.rfb.PixelFormat;
import retrace.relay.rfb.Rectangle;

/** A desktop that tests draw on, and what a streamer that shows it would send in Raw. */
final class DrawnScreen {

    static final PixelFormat FORMAT = new PixelFormat(32, 24, true, true, 255, 255, 255, 16, 8, 0);

    final BufferedImage image;
    final Graphics2D graphics;

    DrawnScreen(int width, int height) {
        image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(new Color(0xf4f4f4));
        graphics.fillRect(0, 0, width, height);
    }

    void text(int x, int y, int size, String text) {
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, size));
        graphics.setColor(new Color(0x202020));
        graphics.drawString(text, x, y);
    }

    void page(int size) {
        for (int line = 1; line * (size + 4) < image.getHeight(); line++) {
            text(
                    8,
                    line * (size + 4),
                    size,
                    "Line " + line + " of a page of small text: fjords, 0O 1lI, {[(5S)]}. ".repeat(3));
        }
    }

    void noise(long seed) {
        Random random = new Random(seed);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
    }

    byte[] update(Rectangle... areas) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeShort(0);
            out.writeShort(areas.length);
            for (Rectangle area : areas) {
                out.writeShort(area.x());
                out.writeShort(area.y());
                out.writeShort(area.width());
                out.writeShort(area.height());
                out.writeInt(0);
                for (int y = area.y(); y < area.bottom(); y++) {
                    for (int x = area.x(); x < area.right(); x++) {
                        out.writeInt(image.getRGB(x, y) & 0xffffff);
                    }
                }
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] whole() {
        return update(new Rectangle(0, 0, image.getWidth(), image.getHeight()));
    }

    /** An update that says nothing but which screen is shown (ExtendedDesktopSize). */
    static byte[] screens(int width, int height, int screen) {
        ByteBuffer message = ByteBuffer.allocate(4 + 12 + 4 + 16);
        message.putShort((short) 0).putShort((short) 1);
        message.putInt(0).putShort((short) width).putShort((short) height).putInt(-308);
        message.putInt(1 << 24);
        message.putInt(screen).putInt(0).putShort((short) width).putShort((short) height);
        return message.putInt(0).array();
    }

    /** An update that says nothing but the framebuffer's new size. */
    static byte[] resize(int width, int height) {
        return new byte[] {
            0,
            0,
            0,
            1,
            0,
            0,
            0,
            0,
            (byte) (width >> 8),
            (byte) width,
            (byte) (height >> 8),
            (byte) height,
            -1,
            -1,
            -1,
            33
        };
    }
}
