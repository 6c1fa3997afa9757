package retrace.query.past;

import java.util.function.Consumer;
import org.jooq.DSLContext;
import retrace.query.readmodel.Projected;

/**
 * A read model, with what it takes to build it once more and to ask it.
 *
 * @param projected the same as is built while Retrace runs
 * @param ofSessions whether its rows are made of one session's events alone, with its team's settings
 * @param ofRunning whether it has rows of sessions that run, and of no other
 * @param question its queries, as the console asks them
 */
public record PastReadModel(Projected projected, boolean ofSessions, boolean ofRunning, Question question) {

    /** Asks the queries that the console asks, of tables that may be anywhere. */
    @FunctionalInterface
    public interface Question {

        /** @param answer gets what a row of the console is, one after the other, or all in one where there are none */
        void ask(DSLContext sql, Asked asked, Consumer<Object> answer);
    }

    public String name() {
        return projected.name();
    }
}
