package retrace.infra.streamer.desktop;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.Arrays;
import retrace.infra.streamer.screen.Area;

/** A bar chart that grows at its right and moves to the left. */
final class Load implements Content {

    private static final int BARS = 60;
    private static final int MARGIN = 14;
    private static final int CAPTION = 26;
    private static final int GAP = 2;

    private final Color colour;
    /** Percent, oldest first. */
    private final int[] percent = new int[BARS];

    private int time;

    Load(Color colour) {
        this.colour = colour;
        for (int i = 0; i < BARS; i++) {
            advance();
        }
    }

    /** Two waves and a sawtooth: looks alive, and is the same each time. */
    private void advance() {
        time++;
        System.arraycopy(percent, 1, percent, 0, BARS - 1);
        double wave = 38 + 20 * Math.sin(time / 7.0) + 12 * Math.sin(time / 2.3);
        percent[BARS - 1] = (int) Math.clamp(wave + time * 13 % 17, 3, 97);
    }

    @Override
    public Step step(int width, int height) {
        advance();
        return Step.damage(new Area(0, 0, width, height));
    }

    @Override
    public void paint(Graphics2D graphics, int width, int height) {
        graphics.setColor(Look.PAPER);
        graphics.fillRect(0, 0, width, height);
        graphics.setFont(Look.SMALL);
        graphics.setColor(Look.INK_FAINT);
        graphics.drawString(
                "Now " + percent[BARS - 1] + " %     Highest of the minute "
                        + Arrays.stream(percent).max().orElseThrow() + " %",
                MARGIN,
                MARGIN + 8);
        int chartHeight = height - CAPTION - 2 * MARGIN;
        int floor = height - MARGIN;
        graphics.setColor(Look.STRIPE);
        for (int quarter = 0; quarter <= 4; quarter++) {
            graphics.fillRect(MARGIN, floor - chartHeight * quarter / 4 - 1, width - 2 * MARGIN, 1);
        }
        graphics.setColor(colour);
        int span = width - 2 * MARGIN;
        for (int bar = 0; bar < BARS; bar++) {
            int left = MARGIN + span * bar / BARS;
            int right = MARGIN + span * (bar + 1) / BARS - GAP;
            int barHeight = chartHeight * percent[bar] / 100;
            graphics.fillRect(left, floor - barHeight, Math.max(1, right - left), barHeight);
        }
    }
}
