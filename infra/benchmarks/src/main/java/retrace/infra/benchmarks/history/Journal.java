package retrace.infra.benchmarks.history;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;

/** Writes down what is decided, until there are as many events as there are to be. What is decided later is lost. */
final class Journal {

    private final long eventsMax;
    private final Dice dice;
    private final Consumer<HistoryEvent> reader;
    private long events;
    private boolean full;

    Journal(long eventsMax, Dice dice, Consumer<HistoryEvent> reader) {
        this.eventsMax = eventsMax;
        this.dice = dice;
        this.reader = reader;
    }

    /** @param event of the aggregate whose stream it is */
    record Entry(EventStream of, Object event) {}

    void decide(Instant now, EventStream of, Object event) {
        decide(now, new Entry(of, event));
    }

    /** What one command made: all of it or nothing. */
    void decide(Instant now, Entry... entries) {
        if (full || events + entries.length > eventsMax) {
            full = true;
            return;
        }
        UUID command = dice.uuid();
        for (Entry entry : entries) {
            EventStream of = entry.of();
            reader.accept(new HistoryEvent(
                    ++events, dice.uuid(), of.type(), of.id(), of.number(), entry.event(), command, now));
        }
    }

    /** Whether something was lost already. */
    boolean isFull() {
        return full;
    }

    /** How many events are missing. */
    long room() {
        return eventsMax - events;
    }

    /** Takes what there is room for, though something was lost. */
    void reopen() {
        full = false;
    }
}
