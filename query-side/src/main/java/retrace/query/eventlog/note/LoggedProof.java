package retrace.query.eventlog.note;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import retrace.query.eventlog.tree.TreeHasher;

/**
 * That one leaf is in a log, as C2SP's tlog-proof writes it.
 *
 * @param position of the leaf
 * @param path from the leaf to the root
 * @param head the signed note with the root
 */
public record LoggedProof(long position, List<byte[]> path, String head) {

    private static final String FIRST_LINE = "c2sp.org/tlog-proof@v1";
    private static final String INDEX = "index ";
    private static final int PATH_MAX = 63;

    public LoggedProof {
        path = List.copyOf(path);
    }

    public static LoggedProof parse(String text) throws NoteRefused {
        int end = text.indexOf("\n\n");
        String[] lines = text.substring(0, Math.max(end, 0)).split("\n", PATH_MAX + 4);
        if (lines.length < 2
                || lines.length > PATH_MAX + 2
                || !lines[0].equals(FIRST_LINE)
                || !lines[1].matches("index (0|[1-9][0-9]{0,17})")) {
            throw new NoteRefused("It is no proof: " + FIRST_LINE + ", the leaf's index, hashes, and a signed head.");
        }
        List<byte[]> path = new ArrayList<>();
        for (int i = 2; i < lines.length; i++) {
            path.add(hash(lines[i]));
        }
        return new LoggedProof(Long.parseLong(lines[1].substring(INDEX.length())), path, text.substring(end + 2));
    }

    private static byte[] hash(String line) throws NoteRefused {
        try {
            byte[] hash = Base64.getDecoder().decode(line);
            if (hash.length == TreeHasher.HASH_BYTES) {
                return hash;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new NoteRefused("A hash of a proof is base64 of " + TreeHasher.HASH_BYTES + " bytes.");
    }

    @Override
    public String toString() {
        StringBuilder proof = new StringBuilder(FIRST_LINE).append('\n');
        proof.append(INDEX).append(position).append('\n');
        path.forEach(
                hash -> proof.append(Base64.getEncoder().encodeToString(hash)).append('\n'));
        return proof.append('\n').append(head).toString();
    }
}
