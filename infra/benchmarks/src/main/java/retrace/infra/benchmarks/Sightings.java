package retrace.infra.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import retrace.kernel.id.SessionId;

/** When the row of each session is first to be seen in a table, as another connection sees it. */
final class Sightings implements Callable<Void> {

    /** Between two looks; a lag is told too long by so much at most. */
    static final Duration PAUSE = Duration.ofMillis(5);

    private static final Duration WAIT_MAX = Duration.ofSeconds(10);

    /** The longest awaited come first: looking costs no more where the read model is far behind. */
    private static final int LOOKED_FOR_MAX = 50;

    private final String table;
    private final Connection connection;
    private final Map<String, Long> awaited = Collections.synchronizedMap(new LinkedHashMap<>());
    private final List<Long> lagsNanos = new ArrayList<>();
    private volatile long completeAt = Long.MAX_VALUE;

    Sightings(String table, Connection connection) {
        this.table = table;
        this.connection = connection;
    }

    String table() {
        return table;
    }

    void await(SessionId session) {
        awaited.put(session.value(), System.nanoTime());
    }

    /** No further session is awaited; ends the looking once all were seen, or can be seen no more. */
    void complete() {
        completeAt = System.nanoTime();
    }

    /** Looks until all were seen, then closes the connection; a row that was gone before anybody has seen it is given up. */
    @Override
    public Void call() throws SQLException, InterruptedException {
        try (connection;
                PreparedStatement look =
                        connection.prepareStatement("select session from " + table + " where session = any(?)")) {
            while (completeAt == Long.MAX_VALUE
                    || !awaited.isEmpty() && System.nanoTime() - completeAt < WAIT_MAX.toNanos()) {
                if (!awaited.isEmpty()) {
                    look(look);
                }
                Thread.sleep(PAUSE);
            }
        }
        return null;
    }

    private void look(PreparedStatement look) throws SQLException {
        look.setArray(1, connection.createArrayOf("text", longestAwaited()));
        try (ResultSet seen = look.executeQuery()) {
            long now = System.nanoTime();
            while (seen.next()) {
                Long stored = awaited.remove(seen.getString(1));
                if (stored != null) {
                    lagsNanos.add(now - stored);
                }
            }
        }
    }

    private Object[] longestAwaited() {
        synchronized (awaited) {
            return awaited.keySet().stream().limit(LOOKED_FOR_MAX).toArray();
        }
    }

    /** How many rows were gone before anybody has seen them, or did not come; for when the looking has ended. */
    int unseen() {
        return awaited.size();
    }

    /** The shortest first, in milliseconds; for when the looking has ended. */
    double[] lagsMillis() {
        double[] lags = lagsNanos.stream().mapToDouble(nanos -> nanos / 1e6).toArray();
        Arrays.sort(lags);
        return lags;
    }
}
