package retrace.infra.streamer.desktop;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.RoundRectangle2D;
import retrace.infra.streamer.screen.Area;

/** A framed window with a title; where it is changes, what it is does not. */
final class Window {

    private final String title;
    private final Content content;
    private Area bounds = new Area(0, 0, 0, 0);

    Window(String title, Content content) {
        this.title = title;
        this.content = content;
    }

    Content content() {
        return content;
    }

    Area bounds() {
        return bounds;
    }

    void place(Area area) {
        bounds = area;
    }

    /** The window with its shadow. */
    Area extent() {
        return bounds.grow(Look.SHADOW);
    }

    /** The part that looks the same wherever the window is: without shadow and rounded corners. */
    Area solid() {
        return bounds.grow(-Look.CORNER);
    }

    Area titleBar() {
        return new Area(bounds.x(), bounds.y(), bounds.width(), Look.TITLE_HEIGHT);
    }

    Area contentArea() {
        return Area.between(
                bounds.x() + 1, bounds.y() + Look.TITLE_HEIGHT, bounds.right() - 1, bounds.bottom() - Look.CORNER);
    }

    void paint(Graphics2D graphics, boolean focused, Color accent) {
        for (int ring = Look.SHADOW; ring > 0; ring--) {
            graphics.setColor(new Color(0, 0, 0, 26 - 4 * ring));
            graphics.fill(rounded(bounds.grow(ring), Look.CORNER + ring));
        }
        graphics.setColor(Look.EDGE);
        graphics.fill(rounded(bounds, Look.CORNER));
        Area inside = bounds.grow(-1);
        graphics.setColor(focused ? Look.TITLE_FOCUSED : Look.TITLE);
        graphics.fill(rounded(inside, Look.CORNER - 1));
        graphics.setColor(focused ? accent : Look.EDGE);
        graphics.fillOval(bounds.x() + 12, bounds.y() + 10, 10, 10);
        graphics.setColor(focused ? Look.INK : Look.INK_FAINT);
        graphics.setFont(Look.STRONG);
        graphics.drawString(title, bounds.x() + 32, bounds.y() + 20);
        paintContent(graphics);
    }

    private void paintContent(Graphics2D graphics) {
        Area area = contentArea();
        Graphics2D inner = (Graphics2D) graphics.create(area.x(), area.y(), area.width(), area.height());
        content.paint(inner, area.width(), area.height());
        inner.dispose();
    }

    private static Shape rounded(Area area, int radius) {
        return new RoundRectangle2D.Float(area.x(), area.y(), area.width(), area.height(), 2f * radius, 2f * radius);
    }
}
