package retrace.infra.streamer.desktop;

import java.awt.Color;
import java.awt.Graphics2D;

/** The content of the window that wanders by itself. */
final class Card implements Content {

    private final Color colour;

    Card(Color colour) {
        this.colour = colour;
    }

    @Override
    public void paint(Graphics2D graphics, int width, int height) {
        graphics.setColor(Look.PAPER);
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(colour);
        graphics.fillOval(16, height / 2 - 17, 34, 34);
        graphics.setColor(Color.WHITE);
        graphics.fillPolygon(new int[] {28, 28, 42}, new int[] {height / 2 - 8, height / 2 + 8, height / 2}, 3);
        graphics.setColor(Look.INK);
        graphics.setFont(Look.STRONG);
        graphics.drawString("This window wanders", 64, height / 2 - 3);
        graphics.setColor(Look.INK_FAINT);
        graphics.setFont(Look.SMALL);
        graphics.drawString("Catch it by its title, or press F3", 64, height / 2 + 16);
    }
}
