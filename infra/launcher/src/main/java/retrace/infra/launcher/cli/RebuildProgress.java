package retrace.infra.launcher.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import retrace.query.rebuild.RebuildListener;

/** Shows a bar with rate and time left on a terminal, and a line now and then anywhere else. */
final class RebuildProgress implements RebuildListener, AutoCloseable {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
    private static final Duration BETWEEN_BARS = Duration.ofMillis(200);

    private final PrintWriter out;
    private final boolean terminal =
            Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    private @Nullable ProgressBar bar;
    private String doing = "";
    private long started;
    private long told;
    private long already;
    private long expected;
    private long read;

    RebuildProgress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void reading(String readModels, long eventsExpected) {
        begin("Reading for " + readModels, 0, eventsExpected);
    }

    @Override
    public void filling(String readModels, long eventsAlready, long eventsExpected) {
        begin("Filling " + readModels, eventsAlready, eventsExpected);
    }

    private synchronized void begin(String work, long eventsAlready, long eventsExpected) {
        close();
        doing = work;
        already = eventsAlready;
        expected = Math.max(eventsExpected, eventsAlready);
        read = 0;
        started = System.nanoTime();
        told = started;
        if (terminal) {
            bar = new ProgressBarBuilder()
                    .setTaskName(doing)
                    .setInitialMax(expected)
                    .startsFrom(already, Duration.ZERO)
                    .setUnit(" events", 1)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis((int) BETWEEN_BARS.toMillis())
                    .showSpeed()
                    .build();
        } else {
            out.println(doing + ": " + expected + " events, " + already + " of them are in already.");
            out.flush();
        }
    }

    @Override
    public synchronized void read(long events) {
        read += events;
        ProgressBar shown = bar;
        if (shown != null) {
            shown.stepBy(events);
        } else if (System.nanoTime() - told > BETWEEN_LINES.toNanos()) {
            told = System.nanoTime();
            out.println(line((told - started) / 1e9));
            out.flush();
        }
    }

    private String line(double seconds) {
        double rate = read / seconds;
        long left = Math.max(0, expected - already - read);
        return String.format(
                Locale.ROOT,
                "%s: %d of %d events, %.0f a second, %.0f seconds left.",
                doing,
                already + read,
                expected,
                rate,
                rate == 0 ? 0 : left / rate);
    }

    @Override
    public synchronized void said(String sentence) {
        close();
        out.println(sentence);
        out.flush();
    }

    @Override
    public void indexing(String readModel, String name) {
        said(readModel + ": making " + name + ".");
    }

    @Override
    public synchronized void close() {
        ProgressBar shown = bar;
        bar = null;
        if (shown != null) {
            shown.close();
        }
    }
}
