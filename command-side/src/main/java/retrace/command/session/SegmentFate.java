package retrace.command.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import retrace.kernel.recording.ClosedSegment;

/** How a segment fares. */
public sealed interface SegmentFate {

    /** It is being written. */
    record Opened() implements SegmentFate {}

    /** Its object is in the store. */
    record Closed(ClosedSegment segment) implements SegmentFate {}

    /** It could not be finished. */
    record Failed() implements SegmentFate {}

    /** What there was of it is damaged and was put aside. */
    record Quarantined() implements SegmentFate {}

    /** It was closed, and the store no longer has its object as it was. */
    record Missing(ClosedSegment segment) implements SegmentFate {}

    /**
     * It was decided that its object goes.
     *
     * @param lastFailure why it could not be deleted when it was last tried; null where it was not tried or not reported
     */
    record Deleting(
            ClosedSegment segment, int daysKept, @Nullable String lastFailure) implements SegmentFate {}

    /** Its object is deleted. */
    record Expired(int daysKept, Instant at) implements SegmentFate {}
}
