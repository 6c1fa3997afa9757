package retrace.infra.streamer.desktop;

import java.util.List;
import retrace.infra.streamer.screen.Area;

/** Where windows are at the start and after a turn, in thousandths of the room between the bars. */
final class Layout {

    private static final List<Area> LANDSCAPE = List.of(
            new Area(25, 40, 450, 520),
            new Area(505, 40, 470, 420),
            new Area(25, 600, 450, 360),
            new Area(505, 500, 470, 460));

    private static final List<Area> PORTRAIT = List.of(
            new Area(40, 20, 920, 275),
            new Area(40, 315, 920, 235),
            new Area(40, 570, 920, 195),
            new Area(40, 785, 920, 195));

    private Layout() {}

    /** Four places, the most prominent first. */
    static List<Area> places(Area room) {
        List<Area> thousandths = room.width() >= room.height() ? LANDSCAPE : PORTRAIT;
        return thousandths.stream().map(place -> scale(place, room)).toList();
    }

    /** The room of windows: between the bars. */
    static Area room(int width, int height) {
        return Area.between(0, Look.BAR_HEIGHT, width, height - Look.FOOT_HEIGHT);
    }

    private static Area scale(Area place, Area room) {
        return new Area(
                room.x() + room.width() * place.x() / 1000,
                room.y() + room.height() * place.y() / 1000,
                room.width() * place.width() / 1000,
                room.height() * place.height() / 1000);
    }
}
