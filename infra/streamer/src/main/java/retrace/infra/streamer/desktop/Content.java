package retrace.infra.streamer.desktop;

import java.awt.Graphics2D;
import retrace.infra.streamer.screen.Area;

/** What is inside a window. Coordinates are relative to the content's own upper left corner. */
sealed interface Content permits Notes, Activity, Parts, Load, Card {

    /** Draws the content; the whole of it may be drawn, the graphics are clipped. */
    void paint(Graphics2D graphics, int width, int height);

    /** Whether it took the key. */
    default boolean key(Key key) {
        return false;
    }

    /** Whether turning the wheel changed it; {@code lines} is negative upwards. */
    default boolean wheel(int lines, int width, int height) {
        return false;
    }

    /** A press of the left button; whether it changed the content. */
    default boolean press(int x, int y, int width, int height) {
        return false;
    }

    /** One step of the animation. */
    default Step step(int width, int height) {
        return Step.NOTHING;
    }

    /**
     * What a step changed.
     *
     * @param scrolled the part whose pixels moved up by {@code by} lines of pixels, or an empty area
     * @param damaged what is new besides, or an empty area
     */
    record Step(Area scrolled, int by, Area damaged) {

        private static final Area NOWHERE = new Area(0, 0, 0, 0);

        static final Step NOTHING = new Step(NOWHERE, 0, NOWHERE);

        static Step damage(Area damaged) {
            return new Step(NOWHERE, 0, damaged);
        }
    }
}
