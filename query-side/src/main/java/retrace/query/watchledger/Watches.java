package retrace.query.watchledger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import retrace.kernel.link.Purpose;
import retrace.query.readmodel.Behind;

/**
 * Who has asked for the recordings of a session, what of them went out to them, and what their players say. Who asked last for the first time
 * comes first.
 *
 * @param next what to ask {@code after} for the next page, null on the last
 */
public record Watches(
        Behind behind,
        String session,
        List<Watch> items,
        @Nullable String next) {

    /**
     * All that one person has asked of one segment for one purpose.
     *
     * @param recording null where the session has no such finished recording; such links are refused
     * @param issued how many links; {@code firstIssuedAt} and {@code lastIssuedAt} are null where none
     * @param refusal null where none was refused
     * @param servedBytes how much went out, what went out again counted again
     * @param firstServedAt null where nothing went out, and likewise {@code lastServedAt}
     * @param ranges the parts of the video that went out, in order, none touching another
     * @param share of the video that those are, 0 to 1
     * @param firstPlayedAt null where the player has told nothing, and likewise {@code lastPlayedAt}
     * @param played the parts of the video that the player says it has played, in order, none touching another
     * @param playedShare of the video that those are, 0 to 1
     */
    public record Watch(
            String segment,
            @Nullable Recording recording,
            String account,
            String name,
            Purpose purpose,
            Instant firstAskedAt,
            int issued,
            @Nullable Instant firstIssuedAt,
            @Nullable Instant lastIssuedAt,
            @Nullable Refusal refusal,
            long servedBytes,
            @Nullable Instant firstServedAt,
            @Nullable Instant lastServedAt,
            List<Part> ranges,
            double share,
            @Nullable Instant firstPlayedAt,
            @Nullable Instant lastPlayedAt,
            List<Part> played,
            double playedShare) {}

    /** @param millis how long it is */
    public record Recording(int monitor, String monitorName, Instant firstFrameAt, long millis) {}

    /**
     * @param count how many links were refused
     * @param message the sentence that was shown last
     */
    public record Refusal(int count, Instant lastAt, String code, String message) {}
}
