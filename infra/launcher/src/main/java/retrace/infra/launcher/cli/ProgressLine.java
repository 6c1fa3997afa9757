package retrace.infra.launcher.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import retrace.query.eventlog.verify.Watcher;

/** One line that says how far it is, how fast, and how long it will take; written over itself. */
final class ProgressLine implements Watcher, AutoCloseable {

    private static final long EVERY_NANOS = Duration.ofMillis(500).toNanos();
    private static final double NANOS_A_SECOND = 1e9;

    private final PrintWriter err;
    private final String what;
    private final long startedAt = System.nanoTime();
    private long toldAt = startedAt;
    private boolean isTold;

    /** @param what is counted */
    ProgressLine(PrintWriter err, String what) {
        this.err = err;
        this.what = what;
    }

    @Override
    public void at(long done, long total) {
        long now = System.nanoTime();
        if (now - toldAt < EVERY_NANOS) {
            return;
        }
        toldAt = now;
        isTold = true;
        double perSecond = done / ((now - startedAt) / NANOS_A_SECOND);
        String left = total == 0
                ? ""
                : String.format(Locale.ROOT, " of %,d, %.0f s left", total, (total - done) / Math.max(perSecond, 1));
        err.printf(Locale.ROOT, "\r\u001b[K%s: %,d%s, %,.0f/s", what, done, left, perSecond);
        err.flush();
    }

    @Override
    public void close() {
        if (isTold) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }
}
