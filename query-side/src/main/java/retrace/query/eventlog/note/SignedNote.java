package retrace.query.eventlog.note;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A text with signatures below it, as C2SP's signed-note has it.
 *
 * @param text ends with a line feed
 * @param lines one for each who has signed
 */
public record SignedNote(String text, List<Line> lines) {

    private static final String DASH = "— ";
    private static final int ID_BYTES = 4;
    private static final int LINES_MAX = 16;

    /** No note of ours comes near it. */
    public static final int BYTES_MAX = 16 * 1024;

    /** @param signature the key's id, four bytes, and what it has signed with */
    public record Line(String name, byte[] signature) {

        boolean isBy(VerifierKey key) {
            return name.equals(key.name()) && ByteBuffer.wrap(signature).getInt() == key.id();
        }
    }

    public SignedNote {
        lines = List.copyOf(lines);
    }

    public static SignedNote sign(String text, SigningKey key) {
        byte[] signature = key.sign(text.getBytes(UTF_8));
        byte[] withId = ByteBuffer.allocate(ID_BYTES + signature.length)
                .putInt(key.verifier().id())
                .put(signature)
                .array();
        return new SignedNote(text, List.of(new Line(key.verifier().name(), withId)));
    }

    public static SignedNote parse(String note) throws NoteRefused {
        int end = note.lastIndexOf("\n\n");
        if (end < 0 || !note.endsWith("\n") || note.length() > BYTES_MAX) {
            throw new NoteRefused("It is no signed note: a text, an empty line, and lines with signatures.");
        }
        List<Line> lines = new ArrayList<>();
        for (String line : note.substring(end + 2).split("\n", LINES_MAX + 2)) {
            if (!line.isEmpty()) {
                lines.add(parseLine(line));
            }
        }
        if (lines.isEmpty() || lines.size() > LINES_MAX) {
            throw new NoteRefused("A signed note has 1 to " + LINES_MAX + " signatures, not " + lines.size() + ".");
        }
        return new SignedNote(note.substring(0, end + 1), lines);
    }

    private static Line parseLine(String line) throws NoteRefused {
        int space = line.indexOf(' ', DASH.length());
        if (!line.startsWith(DASH) || space < 0) {
            throw new NoteRefused("A signature is a line of a dash, a name and base64.");
        }
        try {
            byte[] signature = Base64.getDecoder().decode(line.substring(space + 1));
            if (signature.length > ID_BYTES) {
                return new Line(line.substring(DASH.length(), space), signature);
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new NoteRefused("The signature of " + line.substring(DASH.length(), space) + " is not base64 of one.");
    }

    public boolean isSignedBy(VerifierKey key) {
        byte[] message = text.getBytes(UTF_8);
        List<Line> known = lines.stream().filter(line -> line.isBy(key)).toList();
        return !known.isEmpty()
                && known.stream()
                        .allMatch(line -> key.verify(
                                message, Arrays.copyOfRange(line.signature(), ID_BYTES, line.signature().length)));
    }

    /** The note as it is kept. */
    @Override
    public String toString() {
        StringBuilder note = new StringBuilder(text).append('\n');
        for (Line line : lines) {
            note.append(DASH)
                    .append(line.name())
                    .append(' ')
                    .append(Base64.getEncoder().encodeToString(line.signature()))
                    .append('\n');
        }
        return note.toString();
    }
}
