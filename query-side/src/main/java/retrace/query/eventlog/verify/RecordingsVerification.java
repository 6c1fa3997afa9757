package retrace.query.eventlog.verify;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.SessionId;
import retrace.kernel.recording.StoredObject;
import retrace.kernel.session.SessionEvent;
import retrace.kernel.wire.EventNames;
import retrace.kernel.wire.WireJson;
import retrace.query.eventlog.EventEncoding.Decoded;
import retrace.query.eventlog.EventRows;
import retrace.query.eventlog.LogObjects;
import retrace.query.eventlog.verify.Finding.Kind;
import retrace.query.eventlog.verify.RecordingsReport.Counts;
import retrace.query.eventlog.verify.SessionFold.Recording;

/**
 * Reads every recording that the events say there is, and compares it with its event. Needs memory for one session. Not
 * thread-safe.
 */
public final class RecordingsVerification {

    private static final List<String> TYPES = List.of(
            "segment-closed",
            "segment-missing",
            "segment-quarantined",
            "segment-deletion-decided",
            "segment-expired",
            "hold-placed",
            "hold-released");

    private final Connection connection;
    private final LogObjects objects;
    private final Watcher watcher;
    private final ObjectMapper json = WireJson.mapper();
    private final Findings findings = new Findings();
    private long checked;
    private long bytes;
    private long deleted;
    private long leaving;
    private long putAside;
    private long heldSessions;

    public RecordingsVerification(Connection connection, LogObjects objects, Watcher watcher) {
        this.connection = connection;
        this.objects = objects;
        this.watcher = watcher;
    }

    /** @param session this one alone; null for all */
    public RecordingsReport run(@Nullable SessionId session) throws SQLException, IOException {
        @Nullable String current = null;
        SessionFold fold = new SessionFold(findings);
        try (EventRows rows = EventRows.ofTypes(connection, TYPES, session == null ? null : session.value())) {
            while (rows.next()) {
                Optional<Decoded> event = rows.decoded();
                if (event.isPresent()) {
                    if (!event.get().aggregate().equals(current)) {
                        finish(fold);
                        fold = new SessionFold(findings);
                        current = event.get().aggregate();
                    }
                    apply(fold, event.get(), rows.globalIndex());
                }
            }
        }
        finish(fold);
        return new RecordingsReport(new Counts(checked, bytes, deleted, leaving, putAside, heldSessions), findings);
    }

    private void apply(SessionFold fold, Decoded event, long globalIndex) {
        try {
            Class<?> type = EventNames.eventNamed(event.payloadType()).orElseThrow();
            fold.apply((SessionEvent) json.readValue(event.payload(), type));
        } catch (IOException | IllegalArgumentException e) {
            findings.add(Finding.event(
                    Kind.EVENT_UNREADABLE,
                    globalIndex,
                    "Event " + globalIndex + " (" + event.payloadType() + ", number " + event.sequence() + " of "
                            + event.aggregate() + ") cannot be read; what it says of a recording is not known."));
        }
    }

    private void finish(SessionFold fold) throws IOException {
        putAside += fold.putAside();
        heldSessions += fold.isHeld() ? 1 : 0;
        for (Recording recording : fold.recordings()) {
            check(recording);
        }
    }

    private void check(Recording recording) throws IOException {
        StoredObject object = recording.segment().object();
        switch (recording.expected()) {
            case THERE -> checkObject(object);
            case MISSING ->
                tell(Kind.RECORDING_MISSING, object, "is missing, as its session's events say: " + recording.why());
            case LEAVING -> leaving++;
            case GONE -> {
                deleted++;
                if (objects.find(object.name()).isPresent()) {
                    tell(
                            Kind.RECORDING_NOT_DELETED,
                            object,
                            "is still in the store, though its event says that it is" + " deleted.");
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
        checked++;
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
            bytes += sums.sizeBytes();
            sums.differFrom(object)
                    .ifPresent(what -> tell(Kind.RECORDING_CHANGED, object, "was changed: " + what + "."));
        } catch (NoSuchFileException e) {
            tell(Kind.RECORDING_MISSING, object, "is not in the store.");
        }
        watcher.at(checked, 0);
    }

    private void tell(Kind kind, StoredObject object, String what) {
        findings.add(Finding.object(kind, object.name(), "The recording " + object.name() + " " + what));
    }
}
