package retrace.infra.benchmarks.history;

import java.time.Instant;
import java.util.UUID;

/**
 * An event with all that the event store keeps of it.
 *
 * @param position in the log, from 1
 * @param aggregateType as the command side calls it
 * @param sequence within the aggregate, from 0
 * @param command of which it came, with others of the same
 * @param storedAt when it was made, never earlier than the one before
 */
public record HistoryEvent(
        long position,
        UUID identifier,
        String aggregateType,
        String aggregate,
        long sequence,
        Object payload,
        UUID command,
        Instant storedAt) {}
