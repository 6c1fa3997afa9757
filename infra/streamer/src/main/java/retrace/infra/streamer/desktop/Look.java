package retrace.infra.streamer.desktop;

import java.awt.Color;
import java.awt.Font;

/** Colours and type of the drawn desktop. */
final class Look {

    static final int TITLE_HEIGHT = 30;
    static final int CORNER = 8;
    static final int SHADOW = 6;
    static final int BAR_HEIGHT = 40;
    static final int FOOT_HEIGHT = 32;

    static final Color BAR = new Color(0x16202B);
    static final Color BAR_TEXT = new Color(0xE6EDF3);
    static final Color BAR_FAINT = new Color(0x8FA1B3);
    static final Color BUTTON = new Color(0x2A3947);
    static final Color PAPER = new Color(0xFBFCFD);
    static final Color TITLE = new Color(0xE4E9EE);
    static final Color TITLE_FOCUSED = new Color(0xD2DCE6);
    static final Color EDGE = new Color(0xB4C0CB);
    static final Color INK = new Color(0x1D2731);
    static final Color INK_FAINT = new Color(0x66757F);
    static final Color STRIPE = new Color(0xF0F4F7);
    static final Color TERMINAL = new Color(0x18212B);
    static final Color TERMINAL_TEXT = new Color(0xC9D6E2);
    static final Color TERMINAL_FAINT = new Color(0x6F8598);
    static final Color GOOD = new Color(0x3BA272);

    static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
    static final Font STRONG = new Font(Font.SANS_SERIF, Font.BOLD, 14);
    static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    static final Font CODE = new Font(Font.MONOSPACED, Font.PLAIN, 14);
    static final Font LARGE = new Font(Font.SANS_SERIF, Font.BOLD, 26);

    private Look() {}

    /** What tells the monitors apart at a glance. */
    record Accent(Color strong, Color backdrop, Color backdropLight) {

        static Accent ofMonitor(int number) {
            return number % 2 == 1
                    ? new Accent(new Color(0x2F6DB5), new Color(0x3E5C76), new Color(0x456682))
                    : new Accent(new Color(0x2B8A78), new Color(0x3C6660), new Color(0x44716A));
        }
    }
}
