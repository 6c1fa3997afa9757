package retrace.query.rebuild;

import java.util.List;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/**
 * Which events of the log are taken.
 *
 * @param upTo the last place in the log that counts
 * @param condition on columns of {@code events.domain_event} that holds for all that are taken
 */
public record Selection(long upTo, Condition condition) {

    public static Selection upTo(long index) {
        return new Selection(index, DSL.noCondition());
    }

    /** Those of these aggregates alone. */
    public Selection ofAggregates(List<String> aggregates) {
        return and(DSL.field(DSL.name("aggregate_identifier"), String.class).in(aggregates));
    }

    public Selection and(Condition other) {
        return new Selection(upTo, condition.and(other));
    }
}
