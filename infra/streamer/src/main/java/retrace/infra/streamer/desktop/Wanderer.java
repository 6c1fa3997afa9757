package retrace.infra.streamer.desktop;

import retrace.infra.streamer.screen.Area;

/** Moves a window in straight lines and turns it back at the edges of its room. */
final class Wanderer {

    private static final int STEP = 3;

    private int dx = STEP;
    private int dy = STEP;

    Area next(Area window, Area room) {
        int left = room.x() + Look.SHADOW;
        int top = room.y() + Look.SHADOW;
        int right = Math.max(left, room.right() - Look.SHADOW - window.width());
        int bottom = Math.max(top, room.bottom() - Look.SHADOW - window.height());
        dx = window.x() + dx < left ? STEP : window.x() + dx > right ? -STEP : dx;
        dy = window.y() + dy < top ? STEP : window.y() + dy > bottom ? -STEP : dy;
        return new Area(
                Math.clamp(window.x() + dx, left, right),
                Math.clamp(window.y() + dy, top, bottom),
                window.width(),
                window.height());
    }
}
