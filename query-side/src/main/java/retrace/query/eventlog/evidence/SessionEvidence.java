package retrace.query.eventlog.evidence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.SessionId;
import retrace.query.eventlog.EntryBundle;
import retrace.query.eventlog.EventRow;
import retrace.query.eventlog.EventRows;
import retrace.query.eventlog.Heads.Signed;
import retrace.query.eventlog.LogTables;
import retrace.query.eventlog.LogTables.Leaf;
import retrace.query.eventlog.TableNodes;
import retrace.query.eventlog.note.LoggedProof;
import retrace.query.eventlog.tree.ProofCheck;
import retrace.query.eventlog.tree.Proofs;
import retrace.query.eventlog.tree.TreeHasher;

/** Reads a session's events and proves each. Not thread-safe. */
final class SessionEvidence {

    static final int EVENTS_MAX = 50_000;

    private final Connection connection;
    private final LogTables tables;
    private final TreeHasher hasher = new TreeHasher();
    private final ProofCheck check = new ProofCheck(hasher);

    SessionEvidence(Connection connection) {
        this.connection = connection;
        this.tables = new LogTables(LogTables.sql(connection));
    }

    /** @param digest SHA-256 of the encoding */
    record Found(long globalIndex, byte[] encoding, byte[] digest) {}

    /** An event with the proof that it is in the log. */
    record Proved(Found event, LoggedProof proof) {}

    /** Its own, and those of others that name it. */
    List<Found> read(SessionId session) throws SQLException, IOException, EvidenceRefused {
        MessageDigest sha256 = TreeHasher.sha256();
        List<Found> found = new ArrayList<>();
        try (EventRows rows = EventRows.about(connection, session.value())) {
            while (rows.next()) {
                if (found.size() == EVENTS_MAX) {
                    throw new EvidenceRefused(
                            "Session " + session + " has more than " + EVENTS_MAX + " events; no archive takes them.");
                }
                EventRow row = rows.row();
                found.add(new Found(row.globalIndex(), row.encoding(), row.digest(sha256)));
            }
        }
        if (found.isEmpty()) {
            throw new EvidenceRefused("There is no session " + session + ".");
        }
        return found;
    }

    /** @param problems gets a sentence for each that cannot be proved */
    List<Proved> prove(List<Found> events, Signed head, List<String> problems) throws EvidenceRefused {
        long size = head.head().size();
        Proofs proofs = new Proofs(new TableNodes(tables, hasher), hasher);
        if (!Arrays.equals(proofs.root(size), head.head().root())) {
            throw new EvidenceRefused("The database's log is not the one that is signed. Run: retrace audit verify");
        }
        Map<Long, Leaf> leaves =
                tables.leavesOf(events.stream().map(Found::globalIndex).collect(Collectors.toSet()));
        List<Proved> proved = new ArrayList<>();
        for (Found event : events) {
            @Nullable Leaf leaf = leaves.get(event.globalIndex());
            if (leaf == null || leaf.position() >= size) {
                problems.add("Event " + event.globalIndex() + " is not in the archive: no signed head has it yet."
                        + " Retrace signs the next one soon; try again then.");
            } else if (!Arrays.equals(entryOf(event), leaf.entry())) {
                problems.add("Event " + event.globalIndex() + " is not in the archive: it was changed since it was"
                        + " sealed. Run: retrace audit verify");
            } else {
                proved.add(new Proved(event, proof(leaf, head, proofs)));
            }
        }
        return proved;
    }

    private LoggedProof proof(Leaf leaf, Signed head, Proofs proofs) throws EvidenceRefused {
        List<byte[]> path = proofs.inclusion(leaf.position(), head.head().size());
        if (!check.isIncluded(
                hasher.leaf(leaf.entry()),
                leaf.position(),
                head.head().size(),
                path,
                head.head().root())) {
            throw new EvidenceRefused("The database's log is not the one that is signed. Run: retrace audit verify");
        }
        return new LoggedProof(leaf.position(), path, head.note().toString());
    }

    private static byte[] entryOf(Found event) {
        return ByteBuffer.allocate(EntryBundle.ENTRY_BYTES)
                .putLong(event.globalIndex())
                .put(event.digest())
                .array();
    }
}
