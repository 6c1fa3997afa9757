package retrace.infra.benchmarks;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import retrace.query.rebuild.RebuildListener;

/** What each phase of a rebuild took. */
final class RebuildPhases implements RebuildListener {

    private static final String INDEXES = "indexes";

    private final RebuildCost.Stopwatch watch;

    /** The name of each phase, and what had been taken before it. */
    private final Map<String, RebuildCost.Took> begun = new LinkedHashMap<>();

    RebuildPhases(RebuildCost.Stopwatch watch) {
        this.watch = watch;
    }

    private synchronized void begin(String phase) {
        begun.computeIfAbsent(phase, any -> taken());
    }

    private RebuildCost.Took taken() {
        try {
            return watch.took();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void reading(String names, long expected) {
        begin("reading");
    }

    @Override
    public void filling(String names, long already, long expected) {
        begin("filling");
    }

    @Override
    public void indexing(String readModel, String name) {
        begin(INDEXES);
    }

    @Override
    public void read(long events) {}

    /** What is said after the indexes is of the events that have come since, and of the swap. */
    @Override
    public synchronized void said(String sentence) {
        if (begun.containsKey(INDEXES)) {
            begin("swap");
        }
    }

    @Override
    public synchronized String toString() {
        begin("end");
        RebuildCost.Took before = new RebuildCost.Took(0, 0, 0);
        String phase = "preparing";
        Map<String, RebuildCost.Took> took = new LinkedHashMap<>();
        for (Map.Entry<String, RebuildCost.Took> next : begun.entrySet()) {
            took.put(phase, next.getValue().minus(before));
            phase = next.getKey();
            before = next.getValue();
        }
        return took.entrySet().stream()
                .map(each -> String.format(
                        Locale.ROOT,
                        "%n  %-10s %6.1f s, CPU %.1f s + PostgreSQL's %.1f s",
                        each.getKey(),
                        each.getValue().seconds(),
                        each.getValue().cpuSeconds(),
                        each.getValue().postgresCpuSeconds()))
                .collect(joining());
    }
}
