package retrace.kernel.session;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.TeamId;
import retrace.kernel.recording.ClosedSegment;

/**
 * How a session and its recordings stand, as decided and not as a read model has it: the answer to
 * {@link SessionCommand.InspectSession}.
 *
 * @param lastSha256 of the segment closed last, which the next one has to name; null where none is
 * @param unfinished segments that are opened and neither closed nor failed, in the order in which they were opened
 * @param kept segments that are closed and of which no deletion is decided, in the order in which they were closed
 * @param holds the case names of the holds on it
 */
public record SessionFacts(
        TeamId team,
        boolean recorded,
        boolean ended,
        @Nullable String lastSha256,
        List<SegmentId> unfinished,
        List<ClosedSegment> kept,
        Set<String> holds) {

    /** Empty where the segment is not among those that are kept. */
    public Optional<ClosedSegment> kept(SegmentId segment) {
        return kept.stream().filter(closed -> closed.segment().equals(segment)).findFirst();
    }
}
