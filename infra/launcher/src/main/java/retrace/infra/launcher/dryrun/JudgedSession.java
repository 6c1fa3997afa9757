package retrace.infra.launcher.dryrun;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import retrace.command.session.Decision;
import retrace.command.session.RecordingsFate;

/**
 * A session as it was decided, and as it would have been.
 *
 * @param endpoint its name; null where the team had no such computer
 */
public record JudgedSession(
        String session,
        String team,
        Instant at,
        String technician,
        @Nullable String endpoint,
        Outcome before,
        Outcome after) {

    /** What came of it. */
    public record Outcome(Decision decision, RecordingsFate recordings) {

        /** In a word. */
        public Word word() {
            return switch (decision) {
                case Decision.Refused refused -> Word.REFUSED;
                case Decision.Admitted admitted -> admitted.recorded() ? Word.RECORDED : Word.NOT_RECORDED;
            };
        }
    }

    /** Whether a session was admitted, and whether recorded. */
    public enum Word {
        REFUSED,
        RECORDED,
        NOT_RECORDED
    }

    public boolean isChanged() {
        return !before.equals(after);
    }
}
