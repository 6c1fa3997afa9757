package retrace.query.eventlog.note;

import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import retrace.query.eventlog.tree.TreeHasher;

/**
 * What a log says of itself at one size, as C2SP's tlog-checkpoint writes it.
 *
 * @param origin the log's name
 * @param size how many leaves its tree has
 * @param root 32 bytes
 */
public record TreeHead(String origin, long size, byte[] root) {

    private static final int LINES_MIN = 3;

    /** Extension lines, which ours has none of, are passed over. */
    public static TreeHead parse(String text) throws NoteRefused {
        String[] lines = text.split("\n", -1);
        if (lines.length <= LINES_MIN
                || !lines[1].matches("0|[1-9][0-9]{0,17}")
                || !lines[2].matches("[A-Za-z0-9+/]{43}=")
                || !VerifierKey.isName(lines[0])) {
            throw new NoteRefused("It is no head of a log: its lines are the log's name, its size and its root.");
        }
        byte[] root = decode(lines[2]);
        if (root.length != TreeHasher.HASH_BYTES) {
            throw new NoteRefused("The root of a log's head has " + TreeHasher.HASH_BYTES + " bytes.");
        }
        return new TreeHead(lines[0], Long.parseLong(lines[1]), root);
    }

    private static byte[] decode(String base64) throws NoteRefused {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new NoteRefused("The root of a log's head is not base64.");
        }
    }

    /** What is signed. */
    public String text() {
        return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TreeHead that
                && origin.equals(that.origin)
                && size == that.size
                && Arrays.equals(root, that.root);
    }

    @Override
    public int hashCode() {
        return Objects.hash(origin, size, Arrays.hashCode(root));
    }

    @Override
    public String toString() {
        return text();
    }
}
