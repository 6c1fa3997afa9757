package retrace.relay.recording;

import java.util.Optional;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;

/**
 * Whose an object of the store is, by its name.
 *
 * @param isFile whether it is the recording itself, and not something beside it
 */
public record SegmentObject(TeamId team, SessionId session, SegmentId segment, boolean isFile) {

    /** @return empty where it is the name of no object of a segment */
    public static Optional<SegmentObject> named(String name) {
        return SegmentName.parse(name)
                .map(parsed -> new SegmentObject(
                        parsed.team(),
                        parsed.session(),
                        parsed.segment(),
                        parsed.role() instanceof SegmentName.Role.File));
    }

    /** Whether it was damaged and put aside. */
    public static boolean isPutAside(String name) {
        return name.startsWith(Quarantine.PREFIX);
    }
}
