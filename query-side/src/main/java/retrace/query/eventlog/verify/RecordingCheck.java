package retrace.query.eventlog.verify;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import retrace.kernel.recording.StoredObject;
import retrace.query.eventlog.LogObjects;
import retrace.query.eventlog.verify.Finding.Kind;
import retrace.query.eventlog.verify.SessionFold.Recording;

/** Compares one recording in the store with what the events say of it. Nobody waits for another. */
final class RecordingCheck {

    /** What became of it. */
    enum Outcome {
        READ,
        NOT_THERE,
        LEAVING,
        DELETED
    }

    private final LogObjects objects;
    private final Findings findings = new Findings();
    private Outcome outcome = Outcome.NOT_THERE;
    private long bytes;

    private RecordingCheck(LogObjects objects) {
        this.objects = objects;
    }

    static RecordingCheck of(Recording recording, LogObjects objects) throws IOException {
        RecordingCheck check = new RecordingCheck(objects);
        check.check(recording);
        return check;
    }

    private void check(Recording recording) throws IOException {
        StoredObject object = recording.segment().object();
        switch (recording.expected()) {
            case THERE -> checkObject(object);
            case MISSING ->
                tell(Kind.RECORDING_MISSING, object, "is missing, as its session's events say: " + recording.why());
            case LEAVING -> outcome = Outcome.LEAVING;
            case GONE -> {
                outcome = Outcome.DELETED;
                if (objects.find(object.name()).isPresent()) {
                    tell(
                            Kind.RECORDING_NOT_DELETED,
                            object,
                            "is still in the store, though its event says that it is deleted.");
                }
            }
        }
    }

    private void checkObject(StoredObject object) throws IOException {
        Optional<LogObjects.Found> found = objects.find(object.name());
        if (found.isEmpty()) {
            tell(Kind.RECORDING_MISSING, object, "is not in the store.");
            return;
        }
        outcome = Outcome.READ;
        if (found.get().generation() != object.generation()) {
            tell(
                    Kind.RECORDING_CHANGED,
                    object,
                    "is another generation: the store has " + found.get().generation() + ", its event says "
                            + object.generation() + ".");
        }
        @Nullable String crc32c = found.get().crc32c();
        if (crc32c != null && !crc32c.equals(object.crc32c())) {
            tell(
                    Kind.RECORDING_CHANGED,
                    object,
                    "was changed: the store counts the CRC32C " + crc32c + ", its event says " + object.crc32c() + ".");
        }
        try (InputStream in = objects.open(object.name())) {
            Sums sums = Sums.of(in, object.sizeBytes(), OutputStream.nullOutputStream());
            bytes = sums.sizeBytes();
            sums.differFrom(object)
                    .ifPresent(what -> tell(Kind.RECORDING_CHANGED, object, "was changed: " + what + "."));
        } catch (NoSuchFileException e) {
            tell(Kind.RECORDING_MISSING, object, "is not in the store.");
        }
    }

    private void tell(Kind kind, StoredObject object, String what) {
        findings.add(Finding.object(kind, object.name(), "The recording " + object.name() + " " + what));
    }

    Findings findings() {
        return findings;
    }

    Outcome outcome() {
        return outcome;
    }

    /** How many were read. */
    long bytes() {
        return bytes;
    }
}
