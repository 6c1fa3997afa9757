package retrace.query.readmodel;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.SerializationException;
import org.jooq.Schema;
import org.jooq.Table;
import retrace.kernel.wire.EventNames;

/**
 * A read model together with what builds it.
 *
 * @param tables as generated from the migrations
 * @param type of the projection
 * @param projection makes one that writes to these rows
 * @param key by what its rows are independent of each other
 */
public record Projected(
        ReadModel readModel, Schema tables, Class<?> type, Function<Rows, Object> projection, PartitionKey key) {

    public static <P> Projected of(
            ReadModel readModel, Schema tables, Class<P> type, Function<Rows, P> projection, PartitionKey key) {
        return new Projected(readModel, tables, type, projection::apply, key);
    }

    public String name() {
        return readModel.name();
    }

    public List<Table<?>> allTables() {
        return tables.getTables();
    }

    /**
     * The part that an event belongs to, as {@link PartitionKey#sql} has it of its stored form. An event that cannot be
     * read is in that of its aggregate.
     */
    public String partOf(EventMessage<?> event) {
        String aggregate =
                event instanceof DomainEventMessage<?> domain ? domain.getAggregateIdentifier() : event.getIdentifier();
        try {
            return key == PartitionKey.AGGREGATE ? aggregate : key.of(event.getPayload(), aggregate);
        } catch (SerializationException e) {
            return aggregate;
        }
    }

    /** Names of the events that the projection handles. */
    public Set<String> eventNames() {
        Set<String> names = new TreeSet<>();
        for (Method method : type.getDeclaredMethods()) {
            if (method.isAnnotationPresent(EventHandler.class)) {
                EventNames.all().forEach((name, event) -> {
                    if (method.getParameterTypes()[0].isAssignableFrom(event)) {
                        names.add(name);
                    }
                });
            }
        }
        return names;
    }
}
