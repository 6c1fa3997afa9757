package retrace.infra.streamer.desktop;

import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import retrace.infra.streamer.screen.Area;
import retrace.infra.streamer.screen.FrameCounter;

/** The bars at the upper and lower edge: the monitor's name, the buttons, the clock; and room for the frame counter. */
final class Bar {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final int BUTTON_WIDTH = 132;
    private static final int BUTTON_HEIGHT = 26;
    private static final int CLOCK_WIDTH = 120;
    private static final int GAP = 10;

    private final String name;

    Bar(String name) {
        this.name = name;
    }

    static Area turnButton(int screenWidth) {
        return new Area(screenWidth - CLOCK_WIDTH - 2 * (BUTTON_WIDTH + GAP), 7, BUTTON_WIDTH, BUTTON_HEIGHT);
    }

    static Area pauseButton(int screenWidth) {
        return turnButton(screenWidth).translate(BUTTON_WIDTH + GAP, 0);
    }

    static Area clock(int screenWidth) {
        return new Area(screenWidth - CLOCK_WIDTH, 0, CLOCK_WIDTH, Look.BAR_HEIGHT);
    }

    void paintTop(Graphics2D graphics, int width, boolean isPortrait, boolean isPaused, Instant now) {
        graphics.setColor(Look.BAR);
        graphics.fillRect(0, 0, width, Look.BAR_HEIGHT);
        graphics.setColor(Look.BAR_TEXT);
        graphics.setFont(Look.STRONG);
        graphics.drawString(name, 16, 25);
        paintButton(graphics, turnButton(width), isPortrait ? "Landscape  F2" : "Portrait  F2");
        paintButton(graphics, pauseButton(width), isPaused ? "Go on  F3" : "Pause  F3");
        graphics.setColor(isPaused ? Look.BAR_FAINT : Look.BAR_TEXT);
        graphics.setFont(Look.TEXT);
        graphics.drawString(CLOCK.format(now), width - CLOCK_WIDTH + 8, 25);
    }

    void paintFoot(Graphics2D graphics, int width, int height) {
        graphics.setColor(Look.BAR);
        graphics.fillRect(0, height - Look.FOOT_HEIGHT, width, Look.FOOT_HEIGHT);
        graphics.setColor(Look.BAR_FAINT);
        graphics.setFont(Look.SMALL);
        graphics.drawString(
                "Frame counter, for programs to read", FrameCounter.MARGIN + FrameCounter.WIDTH + 12, height - 11);
        FontMetrics metrics = graphics.getFontMetrics();
        String right = "Retrace demo desktop";
        graphics.drawString(right, width - 16 - metrics.stringWidth(right), height - 11);
    }

    private static void paintButton(Graphics2D graphics, Area area, String label) {
        graphics.setColor(Look.BUTTON);
        graphics.fillRoundRect(area.x(), area.y(), area.width(), area.height(), 10, 10);
        graphics.setColor(Look.BAR_TEXT);
        graphics.setFont(Look.TEXT);
        FontMetrics metrics = graphics.getFontMetrics();
        graphics.drawString(label, area.x() + (area.width() - metrics.stringWidth(label)) / 2, area.y() + 18);
    }
}
