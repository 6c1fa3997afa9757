package retrace.query.readmodel;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import retrace.kernel.team.Setting;

/**
 * For how long a recording is kept, and since when that holds.
 *
 * @param setAt when the team set it, null for the default; for a recording whose deletion is decided, when it was
 * @param setBy who set it, by name; null for the default and for what is decided
 * @param sentence for people
 */
public record RetentionRule(
        int daysKept, @Nullable Instant setAt, @Nullable String setBy, String sentence) {

    /** For a team that has set nothing. */
    public static RetentionRule byDefault() {
        return ofTeam(Integer.parseInt(Objects.requireNonNull(Setting.DAYS_KEPT.defaultValue())), null, null);
    }

    /** @param setAt null where the team has set nothing, and likewise {@code setBy} */
    public static RetentionRule ofTeam(int days, @Nullable Instant setAt, @Nullable String setBy) {
        return setAt == null
                ? new RetentionRule(days, null, null, count(days) + ", the default")
                : new RetentionRule(
                        days, setAt, setBy, count(days) + ", the team's setting since " + setAt + " by " + setBy);
    }

    /** No later setting changes it. */
    public static RetentionRule decided(int days, Instant at) {
        return new RetentionRule(days, at, null, count(days) + ", as decided on " + at);
    }

    private static String count(int days) {
        return days == 1 ? "1 day" : days + " days";
    }
}
