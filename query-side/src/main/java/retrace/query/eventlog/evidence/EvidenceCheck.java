package retrace.query.eventlog.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import retrace.query.eventlog.EntryBundle;
import retrace.query.eventlog.EventEncoding;
import retrace.query.eventlog.EventEncoding.Decoded;
import retrace.query.eventlog.Heads.Signed;
import retrace.query.eventlog.note.LoggedProof;
import retrace.query.eventlog.note.NoteRefused;
import retrace.query.eventlog.note.SignedNote;
import retrace.query.eventlog.note.VerifierKey;
import retrace.query.eventlog.tree.ProofCheck;
import retrace.query.eventlog.tree.TreeHasher;
import retrace.query.eventlog.verify.SessionFold.Expected;
import retrace.query.eventlog.verify.SessionFold.Recording;
import retrace.query.eventlog.verify.Sums;

/**
 * Checks an archive that anybody may have made, with nothing but the archive and the key. Bounded in memory and time
 * whatever the file says: names, numbers and sizes are looked at before anything is unpacked. Not thread-safe.
 */
public final class EvidenceCheck {

    private static final int EVENT_BYTES_MAX = 16 << 20;
    private static final int PROOF_BYTES_MAX = 2 * SignedNote.BYTES_MAX;

    /** Of all events and proofs together. */
    private static final long SMALL_BYTES_MAX = 512L << 20;

    private final ZipFile zip;
    private final TreeSet<String> names = new TreeSet<>();
    private final List<String> problems = new ArrayList<>();
    private final TreeHasher hasher = new TreeHasher();
    private final ProofCheck proofs = new ProofCheck(hasher);
    private long smallBytes;
    private int recordings;
    private long recordingBytes;

    private EvidenceCheck(ZipFile zip) {
        this.zip = zip;
    }

    /**
     * @param pinned the key that must have signed; null to take the word of the one in the archive
     * @throws EvidenceRefused where it is no archive of ours, so that there is nothing to check
     */
    public static EvidenceReport check(Path file, @Nullable VerifierKey pinned) throws IOException, EvidenceRefused {
        ArchiveSize.require(file);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return new EvidenceCheck(zip).run(pinned);
        } catch (ZipException e) {
            throw new EvidenceRefused(file + " cannot be read as a ZIP archive: " + e.getMessage() + ".");
        }
    }

    private EvidenceReport run(@Nullable VerifierKey pinned) throws IOException, EvidenceRefused {
        readNames();
        Signed head = head(pinned);
        List<Decoded> events = new ArrayList<>();
        for (String name : names) {
            OptionalLong number = ArchiveNames.eventOf(name);
            if (number.isPresent()) {
                event(number.getAsLong(), head).ifPresent(events::add);
            }
            ArchiveNames.provedBy(name).ifPresent(this::requireEvent);
        }
        SessionHistory history = SessionHistory.of(events);
        problems.addAll(history.problems());
        TreeSet<String> unknown = new TreeSet<>(names);
        unknown.removeIf(name -> !ArchiveNames.isRecording(name));
        for (Recording recording : history.recordings()) {
            recording(recording);
            unknown.remove(ArchiveNames.recording(recording.segment().segment()));
        }
        unknown.forEach(name -> problems.add(name + " is in the archive, but no event in it knows that recording."));
        return new EvidenceReport(history.session(), events.size(), recordings, recordingBytes, head.head(), problems);
    }

    private void readNames() throws EvidenceRefused {
        for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
            ZipEntry entry = entries.nextElement();
            if (!ArchiveNames.isKnown(entry.getName())) {
                throw new EvidenceRefused(
                        "The archive has a file that does not belong to it: " + shown(entry.getName()));
            }
            if (!names.add(entry.getName())) {
                throw new EvidenceRefused("The archive has the file " + entry.getName() + " twice.");
            }
        }
    }

    /** Names come from whoever made the file, and go to a terminal. */
    private static String shown(String name) {
        String printable = name.replaceAll("[^\\x20-\\x7e]", "?");
        return printable.length() <= 100 ? printable : printable.substring(0, 100) + "…";
    }

    private Signed head(@Nullable VerifierKey pinned) throws IOException, EvidenceRefused {
        try {
            VerifierKey inside = VerifierKey.parse(small(ArchiveNames.KEY, SignedNote.BYTES_MAX));
            VerifierKey key = pinned == null ? inside : pinned;
            if (!inside.equals(key)) {
                problems.add("The key in the archive, " + inside + ", is not the one that was given, " + key + ".");
            }
            Signed head = Signed.parse(small(ArchiveNames.HEAD, SignedNote.BYTES_MAX));
            if (!head.note().isSignedBy(key) || !head.head().origin().equals(key.name())) {
                problems.add("The head in the archive is not signed by " + key + ".");
            }
            return head;
        } catch (NoteRefused e) {
            throw new EvidenceRefused("The archive's key or head is damaged: " + e.getMessage());
        }
    }

    private String small(String name, int sizeMax) throws IOException, EvidenceRefused {
        return new String(
                bytes(name, sizeMax)
                        .orElseThrow(() -> new EvidenceRefused("The archive has no " + name + ", or a damaged one.")),
                UTF_8);
    }

    /** @return empty where it is not there or not whole, or larger than anything of ours */
    private Optional<byte[]> bytes(String name, int sizeMax) throws EvidenceRefused {
        @Nullable ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            return Optional.empty();
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] content = in.readNBytes(sizeMax + 1);
            smallBytes += content.length;
            if (smallBytes > SMALL_BYTES_MAX) {
                throw new EvidenceRefused("The archive's events unpack to more than " + SMALL_BYTES_MAX + " bytes.");
            }
            return content.length > sizeMax ? Optional.empty() : Optional.of(content);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void requireEvent(long globalIndex) {
        if (!names.contains(ArchiveNames.event(globalIndex))) {
            problems.add("There is a proof for event " + globalIndex + ", but not the event.");
        }
    }

    /** @return the event, where it is proved to be in the log */
    private Optional<Decoded> event(long globalIndex, Signed head) throws EvidenceRefused {
        Optional<byte[]> encoding = bytes(ArchiveNames.event(globalIndex), EVENT_BYTES_MAX);
        Optional<byte[]> proof = bytes(ArchiveNames.proof(globalIndex), PROOF_BYTES_MAX);
        if (encoding.isEmpty() || proof.isEmpty()) {
            problems.add("Event " + globalIndex + ": it or its proof is missing or damaged.");
            return Optional.empty();
        }
        Optional<Decoded> event = EventEncoding.decode(encoding.get());
        if (event.isEmpty() || !isProved(globalIndex, encoding.get(), new String(proof.get(), UTF_8), head)) {
            problems.add("Event " + globalIndex + ": its proof does not lead from it to the signed head.");
            return Optional.empty();
        }
        return event;
    }

    private boolean isProved(long globalIndex, byte[] encoding, String proof, Signed head) {
        byte[] entry = ByteBuffer.allocate(EntryBundle.ENTRY_BYTES)
                .putLong(globalIndex)
                .put(TreeHasher.sha256().digest(encoding))
                .array();
        try {
            LoggedProof logged = LoggedProof.parse(proof);
            return logged.head().equals(head.note().toString())
                    && proofs.isIncluded(
                            hasher.leaf(entry),
                            logged.position(),
                            head.head().size(),
                            logged.path(),
                            head.head().root());
        } catch (NoteRefused e) {
            return false;
        }
    }

    private void recording(Recording recording) {
        String name = ArchiveNames.recording(recording.segment().segment());
        @Nullable ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            if (recording.expected() == Expected.THERE || recording.expected() == Expected.MISSING) {
                problems.add("The recording " + name + " is not in the archive, and its events do not say that its time"
                        + " was over.");
            }
            return;
        }
        try (InputStream in = zip.getInputStream(entry)) {
            Sums sums = Sums.of(in, recording.segment().object().sizeBytes(), OutputStream.nullOutputStream());
            recordingBytes += sums.sizeBytes();
            Optional<String> difference = sums.differFrom(recording.segment().object());
            difference.ifPresent(what -> problems.add("The recording " + name + " was changed: " + what + "."));
            recordings += difference.isEmpty() ? 1 : 0;
        } catch (IOException e) {
            problems.add("The recording " + name + " cannot be read from the archive.");
        }
    }
}
