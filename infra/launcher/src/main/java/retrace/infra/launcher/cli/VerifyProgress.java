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
import retrace.query.eventlog.verify.Watcher;

/** Shows a bar with rate and time left on a terminal, and a line now and then anywhere else. For one thread. */
final class VerifyProgress implements Watcher, AutoCloseable {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
    private static final Duration BETWEEN_BARS = Duration.ofMillis(200);

    private final PrintWriter err;
    private final String what;
    private final boolean isTerminal =
            Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    private final long startedAt = System.nanoTime();
    private long toldAt = startedAt;
    private @Nullable ProgressBar bar;

    /** @param what is counted */
    VerifyProgress(PrintWriter err, String what) {
        this.err = err;
        this.what = what;
    }

    @Override
    public void at(long done, long total) {
        if (isTerminal) {
            ProgressBar shown = bar == null ? bar(total) : bar;
            bar = shown;
            shown.stepTo(done);
        } else if (System.nanoTime() - toldAt > BETWEEN_LINES.toNanos()) {
            toldAt = System.nanoTime();
            err.println(line(done, total, (toldAt - startedAt) / 1e9));
            err.flush();
        }
    }

    private ProgressBar bar(long total) {
        return new ProgressBarBuilder()
                .setTaskName(what)
                .setInitialMax(total == 0 ? -1 : total)
                .setUnit(" " + what, 1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis((int) BETWEEN_BARS.toMillis())
                .showSpeed()
                .clearDisplayOnFinish()
                .build();
    }

    private String line(long done, long total, double seconds) {
        double rate = done / seconds;
        String left = total == 0
                ? ""
                : String.format(Locale.ROOT, " of %,d, %.0f s left", total, (total - done) / Math.max(rate, 1));
        return String.format(Locale.ROOT, "%,d %s%s, %,.0f a second.", done, what, left, rate);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
