package retrace.query.eventlog.verify;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong.
 *
 * @param globalIndex of the event, null where it is about none
 * @param object name in the object store, null where it is about none
 * @param sentence says it to people
 */
public record Finding(
        Kind kind, @Nullable Long globalIndex, @Nullable String object, String sentence) {

    /** What is wrong. */
    public enum Kind {
        EVENT_CHANGED,
        EVENT_REMOVED,
        EVENT_ADDED,
        EVENT_RENUMBERED,
        LOG_TABLE_CHANGED,
        LOG_OBJECT_CHANGED,
        HEAD_INVALID,
        HEAD_CONTRADICTED,
        RECORDING_MISSING,
        RECORDING_CHANGED,
        RECORDING_NOT_DELETED,
        CHAIN_BROKEN,
        EVENT_UNREADABLE
    }

    static Finding event(Kind kind, long globalIndex, String sentence) {
        return new Finding(kind, globalIndex, null, sentence);
    }

    static Finding object(Kind kind, String object, String sentence) {
        return new Finding(kind, null, object, sentence);
    }
}
