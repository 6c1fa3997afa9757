package retrace.query.past;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import retrace.query.readmodel.QueryRefused;

/** Until when a question about the past is worked on. */
public final class Deadline {

    /** For those who wait as long as it takes. */
    public static final Deadline NONE = new Deadline(null);

    /** To PostgreSQL that is no limit. */
    private static final long NO_MILLIS = 0;

    private final @Nullable Long atNanos;

    private Deadline(@Nullable Long atNanos) {
        this.atNanos = atNanos;
    }

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** @throws QueryRefused when it is over */
    void check() {
        if (atNanos != null && System.nanoTime() - atNanos >= 0) {
            throw refusal();
        }
    }

    /** How long a statement may take that begins now, as PostgreSQL's {@code statement_timeout} has it. */
    long statementMillis() {
        return atNanos == null
                ? NO_MILLIS
                : Math.max(1, Duration.ofNanos(atNanos - System.nanoTime()).toMillis());
    }

    static QueryRefused refusal() {
        return QueryRefused.busy(
                "PAST_TAKES_TOO_LONG",
                "Too much has happened to build this once more while you wait. Narrow it, for instance by 'from' and"
                        + " 'to', or use: retrace audit show.");
    }
}
