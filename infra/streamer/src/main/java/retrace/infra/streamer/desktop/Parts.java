package retrace.infra.streamer.desktop;

import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;

/** A list that is longer than its window; the wheel scrolls it, a press marks a line. */
final class Parts implements Content {

    private static final int COUNT = 200;
    private static final int ROW_HEIGHT = 24;
    private static final int MARGIN = 14;
    private static final int SCROLL_BAR = 8;
    private static final String[] NAMES = {
        "Hinge, steel",
        "Bracket, angled",
        "Screw M4 x 20",
        "Washer 8 mm",
        "Panel, oak",
        "Handle, brass",
        "Cable 2 m",
        "Lamp holder",
        "Castor, rubber"
    };

    private final Color mark;
    private int first;
    private int marked = -1;

    Parts(Color mark) {
        this.mark = mark;
    }

    private static int visible(int height) {
        return Math.max(1, height / ROW_HEIGHT);
    }

    @Override
    public boolean wheel(int lines, int width, int height) {
        int before = first;
        first = Math.clamp(first + 2L * lines, 0, Math.max(0, COUNT - visible(height)));
        return first != before;
    }

    @Override
    public boolean press(int x, int y, int width, int height) {
        marked = Math.min(COUNT - 1, first + y / ROW_HEIGHT);
        return true;
    }

    @Override
    public void paint(Graphics2D graphics, int width, int height) {
        graphics.setColor(Look.PAPER);
        graphics.fillRect(0, 0, width, height);
        graphics.setFont(Look.TEXT);
        for (int row = 0; row <= visible(height) && first + row < COUNT; row++) {
            paintRow(graphics, first + row, row * ROW_HEIGHT, width);
        }
        int thumb = Math.max(20, height * visible(height) / COUNT);
        int top = (height - thumb) * first / Math.max(1, COUNT - visible(height));
        graphics.setColor(Look.EDGE);
        graphics.fillRoundRect(width - SCROLL_BAR - 3, top + 2, SCROLL_BAR, thumb - 4, SCROLL_BAR, SCROLL_BAR);
    }

    private void paintRow(Graphics2D graphics, int index, int top, int width) {
        boolean isMarked = index == marked;
        if (isMarked || index % 2 == 1) {
            graphics.setColor(isMarked ? mark : Look.STRIPE);
            graphics.fillRect(0, top, width, ROW_HEIGHT);
        }
        FontMetrics metrics = graphics.getFontMetrics();
        int baseline = top + (ROW_HEIGHT - metrics.getHeight()) / 2 + metrics.getAscent();
        graphics.setColor(isMarked ? Color.WHITE : Look.INK_FAINT);
        graphics.drawString("P-" + (1001 + index), MARGIN, baseline);
        graphics.setColor(isMarked ? Color.WHITE : Look.INK);
        graphics.drawString(NAMES[index * 4 % NAMES.length], MARGIN + 80, baseline);
        String stock = (index * 37 % 90 + 4) + " in stock";
        graphics.drawString(stock, width - 30 - metrics.stringWidth(stock), baseline);
    }
}
