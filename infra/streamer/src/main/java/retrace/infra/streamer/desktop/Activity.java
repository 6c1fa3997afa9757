package retrace.infra.streamer.desktop;

import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import retrace.infra.streamer.screen.Area;

/** A terminal in which a line appears now and then and the others move up. */
final class Activity implements Content {

    private static final int KEPT_LINES = 120;
    private static final int MARGIN = 12;
    private static final int LINE_HEIGHT = 19;
    private static final String[] DOINGS = {
        "backup: snapshot of /srv/plans written",
        "mail: 3 messages delivered",
        "printer: job 'delivery note' done",
        "updates: nothing to install",
        "disk: 61 % of 512 GB in use",
        "network: link at 1 Gbit/s",
        "inventory: count of shelf C confirmed",
    };

    private final Deque<String> lines = new ArrayDeque<>();
    private int count;

    Activity() {
        for (int i = 0; i < KEPT_LINES; i++) {
            append();
        }
    }

    private void append() {
        count++;
        lines.addLast(String.format(Locale.ROOT, "%05d  %s", count, DOINGS[count * 5 % DOINGS.length]));
        if (lines.size() > KEPT_LINES) {
            lines.removeFirst();
        }
    }

    private static int visible(int height) {
        return Math.clamp((height - 2 * MARGIN) / LINE_HEIGHT, 1, KEPT_LINES);
    }

    @Override
    public Step step(int width, int height) {
        append();
        int kept = (visible(height) - 1) * LINE_HEIGHT;
        return new Step(new Area(0, MARGIN, width, kept), LINE_HEIGHT, new Area(0, MARGIN + kept, width, LINE_HEIGHT));
    }

    @Override
    public void paint(Graphics2D graphics, int width, int height) {
        graphics.setColor(Look.TERMINAL);
        graphics.fillRect(0, 0, width, height);
        graphics.setFont(Look.CODE);
        FontMetrics metrics = graphics.getFontMetrics();
        int visible = visible(height);
        int row = 0;
        for (String line : lines.stream().skip(lines.size() - visible).toList()) {
            int baseline = MARGIN + row * LINE_HEIGHT + metrics.getAscent();
            graphics.setColor(Look.TERMINAL_FAINT);
            graphics.drawString(line.substring(0, 7), MARGIN, baseline);
            graphics.setColor(Look.TERMINAL_TEXT);
            graphics.drawString(line.substring(7), MARGIN + metrics.stringWidth("00000  "), baseline);
            row++;
        }
    }
}
