package retrace.query.past;

import java.util.function.Consumer;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Schema;
import retrace.query.audit.Part;
import retrace.query.readmodel.ReadModel;
import retrace.query.readmodel.Rows;

/**
 * A read model, with what it takes to build it once more and to ask it.
 *
 * @param tables as generated from the migrations
 * @param type of the projection
 * @param projection makes one that writes to these rows
 * @param part of the events that rows are made of without looking at others
 * @param ofSessions whether its rows are made of one session's events alone, with its team's settings
 * @param ofRunning whether it has rows of sessions that run, and of no other
 * @param question its queries, as the console asks them
 */
public record PastReadModel(
        ReadModel readModel,
        Schema tables,
        Class<?> type,
        Function<Rows, Object> projection,
        Part part,
        boolean ofSessions,
        boolean ofRunning,
        Question question) {

    /** Asks the queries that the console asks, of tables that may be anywhere. */
    @FunctionalInterface
    public interface Question {

        /** @param answer gets what a row of the console is, one after the other, or all in one where there are none */
        void ask(DSLContext sql, Asked asked, Consumer<Object> answer);
    }

    public String name() {
        return readModel.name();
    }
}
