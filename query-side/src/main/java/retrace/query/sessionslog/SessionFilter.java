package retrace.query.sessionslog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import retrace.kernel.team.AccessKind;
import retrace.query.readmodel.Parameters;

/**
 * Which sessions of a team to show. What is null does not narrow.
 *
 * @param technician identifier of an account, or part of a technician's name in any case
 * @param endpoint identifier of an endpoint, or part of its name in any case
 * @param from of the start, included
 * @param to of the start, not included
 * @param refused whether it was refused
 * @param held whether its recordings are under legal hold now
 * @param gaps whether something that it showed is not recorded; where that is not assessed it is neither
 */
public record SessionFilter(
        @Nullable String technician,
        @Nullable String endpoint,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable AccessKind accessKind,
        @Nullable RecordingState recording,
        @Nullable Boolean refused,
        @Nullable Boolean held,
        @Nullable Boolean gaps) {

    public static final SessionFilter ALL = new SessionFilter(null, null, null, null, null, null, null, null, null);

    /** The filter as a request's parameters say it. Refuses what makes no sense. */
    public static SessionFilter parse(
            @Nullable String technician,
            @Nullable String endpoint,
            @Nullable String from,
            @Nullable String to,
            @Nullable String accessKind,
            @Nullable String recording,
            @Nullable String refused,
            @Nullable String held,
            @Nullable String gaps) {
        return new SessionFilter(
                Parameters.text("technician", technician),
                Parameters.text("endpoint", endpoint),
                Parameters.instant("from", from),
                Parameters.instant("to", to),
                Parameters.word("accessKind", accessKind, AccessKind.class),
                Parameters.word("recording", recording, RecordingState.class),
                Parameters.flag("refused", refused),
                Parameters.flag("held", held),
                Parameters.flag("gaps", gaps));
    }
}
