package retrace.query.sessionslog;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import retrace.kernel.platform.Platform;
import retrace.kernel.recording.Gap;
import retrace.kernel.session.EndReason;
import retrace.kernel.session.ViewerKind;
import retrace.kernel.team.AccessKind;

/**
 * A session as the log has it, with all names as they were then.
 *
 * @param endpointName null where the session was refused because the endpoint was not known, likewise the two after it
 * @param endedAt null while it runs; for a refused session the time of the refusal
 * @param endReason null while it runs and for a refused session, likewise {@code endDetail}
 * @param held whether its recordings are under legal hold now
 */
public record SessionRow(
        String session,
        String endpoint,
        @Nullable String endpointName,
        @Nullable Platform endpointPlatform,
        @Nullable AccessKind accessKind,
        String technician,
        String technicianName,
        ViewerKind viewer,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable EndReason endReason,
        @Nullable String endDetail,
        @Nullable Refusal refusal,
        Recording recording,
        boolean held) {

    /** @param message the sentence that the technician saw */
    public record Refusal(String code, String message) {}

    /**
     * @param segments how many there are in this state; while it is recorded or uploaded, how many were begun
     * @param failed how many of the session's segments could not be finished
     * @param coverage null until it is assessed, and where the session showed nothing or is not recorded
     */
    public record Recording(
            RecordingState state,
            int segments,
            int failed,
            @Nullable Coverage coverage) {}

    /**
     * @param percent of what was shown, with two decimal places; 100 only without a gap
     * @param firstGap null without one
     */
    public record Coverage(
            BigDecimal percent, int gaps, @Nullable Gap firstGap) {}
}
