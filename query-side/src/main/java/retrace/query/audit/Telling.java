package retrace.query.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event in words that people understand.
 *
 * @param what happened
 * @param who did it; null where nobody did, but Retrace or a computer reports it
 * @param about what, whom, how and why; may be empty
 * @param concerns identifiers of what else it concerns than that whose history it belongs to
 */
public record Telling(Kind kind, String what, @Nullable String who, String about, List<String> concerns) {

    public Telling {
        concerns = List.copyOf(concerns);
    }

    /** What sort of thing it is that happened. */
    public enum Kind {
        TEAM,
        COMPUTER,
        SESSION,
        VIEW,
        RECORDING,
        WARNING,
        COVERAGE,
        WATCHING,
        HOLD,
        DELETION,
        /** Of a newer version, so that this one cannot tell it. */
        UNKNOWN
    }
}
