package retrace.query.eventlog.verify;

import org.jspecify.annotations.Nullable;
import retrace.query.eventlog.note.TreeHead;

/**
 * How the events stand.
 *
 * @param read events in the database that were compared
 * @param head the newest that is good, null where there is none
 * @param heads how many were compared
 * @param unsigned events that are sealed and not under that head yet
 * @param unsealed events that are not sealed yet
 */
public record EventsReport(
        long read, @Nullable TreeHead head, long heads, long unsigned, long unsealed, Findings findings) {}
