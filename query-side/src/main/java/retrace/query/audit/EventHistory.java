package retrace.query.audit;

import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Record2;
import org.jooq.Result;
import org.jooq.ResultQuery;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.query.readmodel.PartitionKey;

/** Reads the event log in its order, a batch at a time, however much there is of it. */
public final class EventHistory {

    /** Takes one event after the other. */
    @FunctionalInterface
    public interface Receiver {

        /** @return whether it takes more */
        boolean take(StoredEvent event);
    }

    /** Takes one event after the other, with the part that it is in. */
    @FunctionalInterface
    public interface PartReceiver {

        void take(String part, StoredEvent event);
    }

    private static final int BATCH_EVENTS = 500;

    private final DSLContext sql;

    /** @param sql on a database with the event log; takes a connection for the time of each call */
    public EventHistory(DSLContext sql) {
        this.sql = sql;
    }

    /** Whether any event names it. */
    public boolean knows(String identifier) {
        return sql.fetchExists(selectOne().from(EventLog.EVENT).where(EventLog.isAbout(val(identifier))));
    }

    /** All that the filter lets through, in the log's order, until the receiver has enough. */
    public void read(HistoryFilter filter, Receiver receiver) {
        readAfter(0, filter, BATCH_EVENTS, receiver);
    }

    /** Of what the filter lets through, the events of these names. */
    public void read(HistoryFilter filter, Collection<String> names, Receiver receiver) {
        Set<String> wanted = Set.copyOf(names);
        readAfter(0, filter, BATCH_EVENTS, event -> !wanted.contains(event.name()) || receiver.take(event));
    }

    /** The histories of some, or of them the events of these names; each in its order. */
    public List<StoredEvent> ofAggregates(Collection<String> aggregates, Collection<String> names) {
        return sql.select(EventLog.COLUMNS)
                .from(EventLog.EVENT)
                .where(EventLog.AGGREGATE
                        .eq(any(aggregates.toArray(String[]::new)))
                        .and(EventLog.NAME.in(names)))
                .orderBy(EventLog.AGGREGATE, EventLog.SEQUENCE)
                .fetch(EventLog::toEvent);
    }

    /** @param position after which the first one is */
    public List<StoredEvent> page(HistoryFilter filter, long position, int limit) {
        List<StoredEvent> events = new ArrayList<>();
        readAfter(position, filter, Math.min(limit, BATCH_EVENTS), event -> {
            events.add(event);
            return events.size() < limit;
        });
        return events;
    }

    /** Whose session it is; empty where nothing is known of it. */
    public Optional<TeamId> teamOf(SessionId session) {
        return first(session).map(SettingsInForce::teamOf).map(TeamId::new);
    }

    /** When the team was made; empty where nothing is known of it. */
    public Optional<Instant> beginOf(TeamId team) {
        return first(team.value()).map(StoredEvent::at);
    }

    private Optional<StoredEvent> first(SessionId session) {
        return first(session.value());
    }

    private Optional<StoredEvent> first(String aggregate) {
        return sql.select(EventLog.COLUMNS)
                .from(EventLog.EVENT)
                .where(EventLog.AGGREGATE.eq(aggregate).and(EventLog.SEQUENCE.eq(0L)))
                .fetchOptional(EventLog::toEvent);
    }

    /**
     * The events by which the team's plan and settings were what they were when the session was admitted or refused, in
     * the log's order; all of them are before the session's first.
     */
    public List<StoredEvent> settingsBehind(SessionId session) {
        return first(session)
                .map(first -> SettingsInForce.of(sql.select(EventLog.COLUMNS)
                        .from(EventLog.EVENT)
                        .where(EventLog.AGGREGATE
                                .eq(SettingsInForce.teamOf(first))
                                .and(EventLog.POSITION.lt(first.position())))
                        .orderBy(EventLog.SEQUENCE)
                        .fetch(EventLog::toEvent)))
                .orElse(List.of());
    }

    /** Of what the filter lets through, the events of these names, part after part, each in its own order. */
    public void readByPart(HistoryFilter filter, Collection<String> names, PartitionKey part, PartReceiver receiver) {
        inBatches(Places.byPart(filter, names, part), BATCH_EVENTS, (reading, places) -> {
            Map<Long, StoredEvent> events = at(reading, places.getValues(0, Long.class)).stream()
                    .collect(Collectors.toMap(StoredEvent::position, event -> event));
            for (Record2<Long, String> place : places) {
                StoredEvent event = Objects.requireNonNull(events.get(place.value1()), "events stay");
                if (filter.admits(event.at())) {
                    receiver.take(place.value2(), event);
                }
            }
            return true;
        });
    }

    private void readAfter(long position, HistoryFilter filter, int batch, Receiver receiver) {
        inBatches(Places.of(filter, position), batch, (reading, places) -> {
            for (StoredEvent event : at(reading, places.getValues(0, Long.class))) {
                if (filter.admits(event.at()) && !receiver.take(event)) {
                    return false;
                }
            }
            return true;
        });
    }

    private interface Batch<R extends Record> {

        /** @return whether there is to be another */
        boolean take(DSLContext reading, Result<R> places);
    }

    /**
     * First the places in the log alone, which the database sorts where it must, then the events at them: so neither
     * side ever has more than a batch of events in memory.
     */
    private <R extends Record> void inBatches(ResultQuery<R> places, int batch, Batch<R> taken) {
        sql.transaction(configuration -> {
            DSLContext reading = configuration.dsl();
            reading.execute("set local jit = off"); // what it would compile is soon done without
            reading.execute("set local work_mem = '32MB'");
            try (Cursor<R> cursor = reading.fetchLazy(places.fetchSize(BATCH_EVENTS))) {
                boolean wanted = true;
                while (wanted && cursor.hasNext()) {
                    wanted = taken.take(reading, cursor.fetchNext(batch));
                }
            }
        });
    }

    private static List<StoredEvent> at(DSLContext reading, List<Long> positions) {
        return reading.select(EventLog.COLUMNS)
                .from(EventLog.EVENT)
                .where(EventLog.POSITION.eq(any(positions.toArray(Long[]::new))))
                .orderBy(EventLog.POSITION)
                .fetch(EventLog::toEvent);
    }
}
