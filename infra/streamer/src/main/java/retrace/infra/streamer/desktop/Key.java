package retrace.infra.streamer.desktop;

import java.util.Optional;

/** A key as the desktop understands it, out of the X11 key symbols that RFB carries (RFC 6143, 7.5.4). */
sealed interface Key {

    record Letter(int codePoint) implements Key {}

    enum Named implements Key {
        ENTER,
        BACKSPACE,
        DELETE,
        LEFT,
        RIGHT,
        UP,
        DOWN,
        HOME,
        END,
        TURN,
        PAUSE
    }

    /** Nothing for modifiers and for keys that do nothing here. */
    static Optional<Key> ofSymbol(int symbol) {
        if (symbol >= 0x20 && symbol <= 0x7E || symbol >= 0xA0 && symbol <= 0xFF) {
            return Optional.of(new Letter(symbol));
        }
        if (symbol >= 0x0100_0100 && symbol <= 0x0110_FFFF) {
            int codePoint = symbol - 0x0100_0000;
            return Character.isISOControl(codePoint) ? Optional.empty() : Optional.of(new Letter(codePoint));
        }
        return Optional.ofNullable(
                switch (symbol) {
                    case 0xFF0D, 0xFF8D -> Named.ENTER;
                    case 0xFF08 -> Named.BACKSPACE;
                    case 0xFF09 -> new Letter(' ');
                    case 0xFFFF -> Named.DELETE;
                    case 0xFF51 -> Named.LEFT;
                    case 0xFF52 -> Named.UP;
                    case 0xFF53 -> Named.RIGHT;
                    case 0xFF54 -> Named.DOWN;
                    case 0xFF50 -> Named.HOME;
                    case 0xFF57 -> Named.END;
                    case 0xFFBF -> Named.TURN;
                    case 0xFFC0 -> Named.PAUSE;
                    default -> null;
                });
    }
}
