package retrace.query.eventlog.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.SessionId;
import retrace.kernel.recording.StoredObject;
import retrace.query.eventlog.EventEncoding;
import retrace.query.eventlog.EventEncoding.Decoded;
import retrace.query.eventlog.Heads;
import retrace.query.eventlog.Heads.Signed;
import retrace.query.eventlog.LogObjects;
import retrace.query.eventlog.evidence.SessionEvidence.Proved;
import retrace.query.eventlog.note.NoteRefused;
import retrace.query.eventlog.note.VerifierKey;
import retrace.query.eventlog.verify.SessionFold.Expected;
import retrace.query.eventlog.verify.SessionFold.Recording;
import retrace.query.eventlog.verify.Sums;

/**
 * Writes all that is known of a session into one archive: its recordings, its events as they were sealed, a proof for
 * each, and the signed head. Recordings are streamed. Not thread-safe.
 */
public final class EvidenceWriter {

    private final Connection connection;
    private final LogObjects objects;
    private final VerifierKey key;
    private final List<String> problems = new ArrayList<>();
    private int recordings;
    private long bytes;

    /**
     * @param connection of which nobody else makes use meanwhile
     * @param key that has signed the newest head; goes into the archive
     */
    public EvidenceWriter(Connection connection, LogObjects objects, VerifierKey key) {
        this.connection = connection;
        this.objects = objects;
        this.key = key;
    }

    /** What cannot go in is among the problems of the report, and the archive is written without it. */
    public EvidenceReport write(SessionId session, OutputStream out) throws SQLException, IOException, EvidenceRefused {
        Signed head = newestHead();
        connection.setAutoCommit(false);
        try {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            SessionEvidence evidence = new SessionEvidence(connection);
            List<Proved> events = evidence.prove(evidence.read(session), head, problems);
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                writeArchive(session, head, events, zip);
            }
            return new EvidenceReport(session.value(), events.size(), recordings, bytes, head.head(), problems);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private Signed newestHead() throws IOException, EvidenceRefused {
        Heads heads = new Heads(objects);
        List<Long> sizes = heads.sizes();
        if (sizes.isEmpty()) {
            throw new EvidenceRefused("No head of the event log is signed yet. Retrace signs one when it runs.");
        }
        try {
            Optional<Signed> newest = heads.read(sizes.getLast());
            if (newest.isPresent() && newest.get().note().isSignedBy(key)) {
                return newest.get();
            }
            throw new EvidenceRefused("The newest head of the event log is not signed by " + key + ".");
        } catch (NoteRefused e) {
            throw new EvidenceRefused("The newest head of the event log is not good: " + e.getMessage());
        }
    }

    private void writeArchive(SessionId session, Signed head, List<Proved> events, ZipOutputStream zip)
            throws IOException {
        SessionHistory history = SessionHistory.of(decoded(events));
        problems.addAll(history.problems());
        text(zip, ArchiveNames.README, Readme.of(session, head, events, history.recordings()));
        text(zip, ArchiveNames.KEY, key + "\n");
        text(zip, ArchiveNames.HEAD, head.note().toString());
        for (Proved proved : events) {
            put(
                    zip,
                    ArchiveNames.event(proved.event().globalIndex()),
                    proved.event().encoding());
            text(
                    zip,
                    ArchiveNames.proof(proved.event().globalIndex()),
                    proved.proof().toString());
        }
        for (Recording recording : history.recordings()) {
            writeRecording(recording, zip);
        }
    }

    private static List<Decoded> decoded(List<Proved> events) {
        return events.stream()
                .flatMap(proved -> EventEncoding.decode(proved.event().encoding()).stream())
                .toList();
    }

    private void writeRecording(Recording recording, ZipOutputStream zip) throws IOException {
        StoredObject object = recording.segment().object();
        if (recording.expected() == Expected.GONE) {
            return;
        }
        try (@Nullable InputStream in = openIfThere(object.name())) {
            if (in == null) {
                if (recording.expected() != Expected.LEAVING) {
                    problems.add(
                            "The recording " + object.name() + " is not in the archive: the store does not have it.");
                }
                return;
            }
            zip.setLevel(Deflater.NO_COMPRESSION); // it is video
            zip.putNextEntry(
                    new ZipEntry(ArchiveNames.recording(recording.segment().segment())));
            Sums sums = Sums.of(in, Long.MAX_VALUE - 1, zip);
            zip.closeEntry();
            bytes += sums.sizeBytes();
            Optional<String> difference = sums.differFrom(object);
            difference.ifPresent(
                    what -> problems.add("The recording " + object.name() + " was changed: " + what + "."));
            recordings += difference.isEmpty() ? 1 : 0;
        }
    }

    private @Nullable InputStream openIfThere(String name) throws IOException {
        try {
            return objects.open(name);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private static void text(ZipOutputStream zip, String name, String text) throws IOException {
        put(zip, name, text.getBytes(UTF_8));
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }
}
