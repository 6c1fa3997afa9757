package retrace.infra.streamer.desktop;

import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;

/** A small editor: what is typed appears at the caret. */
final class Notes implements Content {

    private static final int LINES_MAX = 500;
    private static final int COLUMNS_MAX = 200;
    private static final int MARGIN = 14;
    private static final int LINE_HEIGHT = 21;

    private static final List<String> WELCOME = List.of(
            "This desktop is drawn by Retrace, to have",
            "something to connect to and to record.",
            "",
            "Type here. Drag a window by its title.",
            "Scroll the list of parts with the wheel.",
            "",
            "F2 turns the screen to portrait and back.",
            "F3 pauses all that moves by itself.",
            "",
            "");

    private final List<StringBuilder> lines = new ArrayList<>();
    private int caretLine;
    private int caretColumn;
    private int firstShown;

    Notes() {
        WELCOME.forEach(line -> lines.add(new StringBuilder(line)));
        caretLine = lines.size() - 1;
    }

    @Override
    public boolean key(Key key) {
        switch (key) {
            case Key.Letter letter -> insert(letter.codePoint());
            case Key.Named named -> {
                switch (named) {
                    case ENTER -> splitLine();
                    case BACKSPACE -> backspace();
                    case DELETE -> delete();
                    case LEFT -> caretColumn = Math.max(0, caretColumn - 1);
                    case RIGHT -> caretColumn = Math.min(line().length(), caretColumn + 1);
                    case UP -> moveToLine(caretLine - 1);
                    case DOWN -> moveToLine(caretLine + 1);
                    case HOME -> caretColumn = 0;
                    case END -> caretColumn = line().length();
                    case TURN, PAUSE -> {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private StringBuilder line() {
        return lines.get(caretLine);
    }

    private void insert(int codePoint) {
        if (!Character.isBmpCodePoint(codePoint) || line().length() >= COLUMNS_MAX) {
            return;
        }
        line().insert(caretColumn, (char) codePoint);
        caretColumn++;
    }

    private void splitLine() {
        if (lines.size() >= LINES_MAX) {
            return;
        }
        StringBuilder tail = new StringBuilder(line().substring(caretColumn));
        line().setLength(caretColumn);
        caretLine++;
        lines.add(caretLine, tail);
        caretColumn = 0;
    }

    private void backspace() {
        if (caretColumn > 0) {
            caretColumn--;
            line().deleteCharAt(caretColumn);
        } else if (caretLine > 0) {
            caretLine--;
            caretColumn = line().length();
            joinWithNext();
        }
    }

    private void delete() {
        if (caretColumn < line().length()) {
            line().deleteCharAt(caretColumn);
        } else if (caretLine < lines.size() - 1) {
            joinWithNext();
        }
    }

    private void joinWithNext() {
        StringBuilder next = lines.remove(caretLine + 1);
        line().append(next, 0, Math.clamp(COLUMNS_MAX - line().length(), 0, next.length()));
    }

    private void moveToLine(int line) {
        caretLine = Math.clamp(line, 0, lines.size() - 1);
        caretColumn = Math.min(caretColumn, line().length());
    }

    @Override
    public boolean wheel(int count, int width, int height) {
        int before = firstShown;
        firstShown = Math.clamp(firstShown + count, 0, Math.max(0, lines.size() - visible(height)));
        return firstShown != before;
    }

    @Override
    public boolean press(int x, int y, int width, int height) {
        int line = firstShown + Math.max(0, y - MARGIN) / LINE_HEIGHT;
        caretLine = Math.min(line, lines.size() - 1);
        caretColumn = line().length();
        return true;
    }

    private static int visible(int height) {
        return Math.max(1, (height - 2 * MARGIN) / LINE_HEIGHT);
    }

    /** So that the line with the caret is to be seen. */
    void showCaret(int height) {
        int visible = visible(height);
        firstShown = Math.clamp(firstShown, Math.max(0, caretLine - visible + 1), caretLine);
    }

    @Override
    public void paint(Graphics2D graphics, int width, int height) {
        graphics.setColor(Look.PAPER);
        graphics.fillRect(0, 0, width, height);
        graphics.setFont(Look.TEXT);
        FontMetrics metrics = graphics.getFontMetrics();
        graphics.setColor(Look.INK);
        int shown = Math.min(visible(height), lines.size() - firstShown);
        for (int row = 0; row < shown; row++) {
            int baseline = MARGIN + row * LINE_HEIGHT + metrics.getAscent();
            String text = lines.get(firstShown + row).toString();
            graphics.drawString(text, MARGIN, baseline);
            if (firstShown + row == caretLine) {
                int caret = MARGIN + metrics.stringWidth(text.substring(0, caretColumn));
                graphics.fillRect(caret, baseline - metrics.getAscent(), 2, LINE_HEIGHT - 3);
            }
        }
    }
}
