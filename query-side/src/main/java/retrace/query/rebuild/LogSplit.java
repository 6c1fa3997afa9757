package retrace.query.rebuild;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import retrace.query.readmodel.PartitionKey;

/**
 * Reads the event log once, as it lies on disk, and writes each event to the file of its part. To read it in the order
 * of the keys instead would go to and fro over all of it.
 */
final class LogSplit {

    private static final int EVENTS_A_REPORT = 10_000;

    /** As much of one part as is written to its file at a time. */
    private static final int BYTES_AT_ONCE = 1 << 16;

    /** So many stretches for each thread, so that all are busy until the end. */
    private static final int STRETCHES_A_THREAD = 4;

    private static final int KEY_FIELDS_BEFORE = 1;

    private final DataSource database;
    private final PartitionKey key;
    private final Set<String> names;
    private final long upTo;
    private final List<Part> parts;
    private final PartFiles files;
    private final RebuildListener listener;
    private final AtomicLong events = new AtomicLong();

    /** @param parts of which those that are done are left out */
    LogSplit(
            DataSource database,
            PartitionKey key,
            Set<String> names,
            long upTo,
            List<Part> parts,
            PartFiles files,
            RebuildListener listener) {
        this.database = database;
        this.key = key;
        this.names = names;
        this.upTo = upTo;
        this.parts = parts;
        this.files = files;
        this.listener = listener;
    }

    /** @return how many events are in the files */
    long run(int threads) throws SQLException, InterruptedException {
        try (Connection holding = database.getConnection()) {
            holding.setAutoCommit(false);
            // Where rows lie does not change as long as somebody has this lock.
            FreshTables.sql(holding).execute("lock table " + EventLog.TABLE + " in access share mode");
            List<AtOnce.Task> stretches = new ArrayList<>();
            for (EventLog.Stretch stretch : EventLog.stretches(holding, threads * STRETCHES_A_THREAD)) {
                stretches.add(() -> read(stretch));
            }
            AtOnce.run(threads, stretches);
            return events.get();
        }
    }

    private void read(EventLog.Stretch stretch) throws SQLException, IOException {
        Bytes[] waiting = new Bytes[parts.size()];
        int unreported = 0;
        long taken = 0;
        try (Connection connection = database.getConnection()) {
            CopyOut copy = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(EventLog.copyOf(key, names, upTo, stretch));
            for (byte[] sent = copy.readFromCopy(); sent != null; sent = copy.readFromCopy()) {
                int at = CopyRow.begin(sent);
                if (CopyRow.isAt(sent, at)) {
                    taken += take(sent, at, waiting);
                }
                if (++unreported == EVENTS_A_REPORT) {
                    listener.read(unreported);
                    AtOnce.requireNotStopped();
                    unreported = 0;
                }
            }
        }
        for (int part = 0; part < waiting.length; part++) {
            if (waiting[part] != null) {
                files.append(part, waiting[part].array(), waiting[part].size());
            }
        }
        listener.read(unreported);
        events.addAndGet(taken);
    }

    /** @return how many events were taken: one, or none where its part is done */
    private int take(byte[] sent, int at, Bytes[] waiting) throws IOException {
        CopyRow row = new CopyRow(sent, at);
        for (int i = 0; i <= KEY_FIELDS_BEFORE; i++) {
            row.next();
        }
        int part = Part.of(sent, row.start(), row.length(), parts.size());
        if (parts.get(part).done()) {
            return 0;
        }
        if (waiting[part] == null) {
            waiting[part] = new Bytes(BYTES_AT_ONCE);
        }
        Bytes bytes = waiting[part];
        bytes.write(sent, at, sent.length - at);
        if (bytes.size() >= BYTES_AT_ONCE) {
            files.append(part, bytes.array(), bytes.size());
            bytes.cutTo(0);
        }
        return 1;
    }
}
