package retrace.query.eventlog.verify;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.SessionId;
import retrace.kernel.session.SessionEvent;
import retrace.kernel.wire.EventNames;
import retrace.kernel.wire.WireJson;
import retrace.query.eventlog.EventEncoding.Decoded;
import retrace.query.eventlog.EventRows;
import retrace.query.eventlog.InOrder;
import retrace.query.eventlog.LogObjects;
import retrace.query.eventlog.verify.Finding.Kind;
import retrace.query.eventlog.verify.RecordingCheck.Outcome;
import retrace.query.eventlog.verify.RecordingsReport.Counts;
import retrace.query.eventlog.verify.SessionFold.Recording;

/**
 * Reads every recording that the events say there is, and compares it with its event. Needs memory for a few sessions.
 * Runs once; not thread-safe.
 */
public final class RecordingsVerification implements AutoCloseable {

    private static final int AHEAD_FOR_EACH_THREAD = 4;

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
    private final ExecutorService threads;
    private final InOrder<RecordingCheck> checks;
    private final ObjectMapper json = WireJson.mapper();
    private final Findings findings = new Findings();
    private long checked;
    private long bytes;
    private long deleted;
    private long leaving;
    private long putAside;
    private long heldSessions;
    private long seen;

    /**
     * @param connection of which nobody else makes use meanwhile
     * @param threads that read recordings, one each at a time
     */
    public RecordingsVerification(Connection connection, LogObjects objects, int threads, Watcher watcher) {
        this.connection = connection;
        this.objects = objects;
        this.watcher = watcher;
        this.threads = Executors.newFixedThreadPool(threads);
        this.checks = new InOrder<>(this.threads, AHEAD_FOR_EACH_THREAD * threads, this::take);
    }

    /** @param session this one alone; null for all */
    public RecordingsReport run(@Nullable SessionId session) throws SQLException, IOException {
        @Nullable String current = null;
        SessionFold fold = new SessionFold(findings);
        try (EventRows rows = EventRows.ofTypes(connection, TYPES, session == null ? null : session.value())) {
            while (rows.next()) {
                Optional<Decoded> event = rows.row().decoded();
                if (event.isPresent()) {
                    if (!event.get().aggregate().equals(current)) {
                        finish(fold);
                        fold = new SessionFold(findings);
                        current = event.get().aggregate();
                    }
                    apply(fold, event.get(), rows.row().globalIndex());
                }
            }
        }
        finish(fold);
        checks.finish();
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

    private void finish(SessionFold fold) throws SQLException, IOException {
        putAside += fold.putAside();
        heldSessions += fold.isHeld() ? 1 : 0;
        for (Recording recording : fold.recordings()) {
            checks.add(() -> RecordingCheck.of(recording, objects));
        }
    }

    private void take(RecordingCheck check) {
        findings.addAll(check.findings());
        bytes += check.bytes();
        checked += check.outcome() == Outcome.READ ? 1 : 0;
        deleted += check.outcome() == Outcome.DELETED ? 1 : 0;
        leaving += check.outcome() == Outcome.LEAVING ? 1 : 0;
        seen++;
        watcher.at(seen, 0);
    }

    @Override
    public void close() {
        threads.close();
    }
}
