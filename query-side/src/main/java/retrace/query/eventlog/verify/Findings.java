package retrace.query.eventlog.verify;

import java.util.ArrayList;
import java.util.List;

/** What was found, in order; of a great many the first ones, and their number. Not thread-safe. */
public final class Findings {

    /** Nobody reads more, and they must fit into memory. */
    public static final int KEPT_MAX = 10_000;

    private final List<Finding> kept = new ArrayList<>();
    private long count;

    /** Those of the one, then those of the other. */
    public static Findings of(Findings first, Findings second) {
        Findings both = new Findings();
        both.addAll(first);
        both.addAll(second);
        return both;
    }

    void add(Finding finding) {
        count++;
        if (kept.size() < KEPT_MAX) {
            kept.add(finding);
        }
    }

    void addAll(Findings others) {
        others.kept.forEach(this::add);
        count += others.count - others.kept.size();
    }

    /** Found, but not told one by one. */
    void addUntold(long more) {
        count += more;
    }

    public long count() {
        return count;
    }

    public List<Finding> kept() {
        return List.copyOf(kept);
    }
}
