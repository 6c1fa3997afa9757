package retrace.query.teamdirectory;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import retrace.kernel.platform.Platform;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.AddOn;
import retrace.kernel.team.Plan;
import retrace.kernel.team.Setting;
import retrace.query.readmodel.Behind;

/**
 * What a team has and has set.
 *
 * @param items every setting there is, for each access kind or platform where it has one
 */
public record Settings(Behind behind, Team team, MayRecord mayRecord, List<Value> items) {

    /** @param planChangedAt when the plan or an add-on was changed last, null where neither ever was */
    public record Team(
            String team,
            String name,
            Plan plan,
            List<AddOn> addOns,
            @Nullable Instant planChangedAt) {}

    /**
     * Whether the team may turn recording on.
     *
     * @param code a stable word for what is missing, null where nothing is
     * @param missing a sentence about it, likewise
     */
    public record MayRecord(
            boolean allowed,
            @Nullable String code,
            @Nullable String missing) {}

    /**
     * @param accessKind null for a setting that is the same for both
     * @param platform null for a setting that is the same for all
     * @param value as {@link Setting} says; null where the deployment's configuration holds
     * @param changedAt when the team set it last, null where it is the default that never was changed
     */
    public record Value(
            Setting setting,
            @Nullable AccessKind accessKind,
            @Nullable Platform platform,
            @Nullable String value,
            @Nullable Instant changedAt,
            @Nullable By changedBy) {}
}
