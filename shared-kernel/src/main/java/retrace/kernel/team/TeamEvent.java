package retrace.kernel.team;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import retrace.kernel.EventName;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.TeamId;
import retrace.kernel.platform.Platform;

/** What happened to a team. Where {@code by} is null it was an operator of the deployment. */
public sealed interface TeamEvent {

    TeamId team();

    Instant at();

    @EventName("team-created")
    record TeamCreated(TeamId team, String name, Plan plan, Set<AddOn> addOns, Instant at) implements TeamEvent {}

    /** By an operator; nobody in a team can do it. */
    @EventName("plan-changed")
    record PlanChanged(TeamId team, Plan planBefore, Set<AddOn> addOnsBefore, Plan plan, Set<AddOn> addOns, Instant at)
            implements TeamEvent {}

    @EventName("account-added")
    record AccountAdded(
            TeamId team,
            AccountId account,
            String signInName,
            String name,
            Role role,
            @Nullable Actor by,
            Instant at) implements TeamEvent {}

    @EventName("role-changed")
    record RoleChanged(
            TeamId team,
            AccountId account,
            String name,
            Role before,
            Role after,
            @Nullable Actor by,
            Instant at) implements TeamEvent {}

    @EventName("account-removed")
    record AccountRemoved(
            TeamId team,
            AccountId account,
            String name,
            @Nullable Actor by,
            Instant at) implements TeamEvent {}

    /**
     * @param accessKind null for a setting that is the same for both
     * @param platform null for a setting that is the same for all
     * @param before null where the deployment's configuration held, and likewise {@code after}
     */
    @EventName("setting-changed")
    record SettingChanged(
            TeamId team,
            Setting setting,
            @Nullable AccessKind accessKind,
            @Nullable Platform platform,
            @Nullable String before,
            @Nullable String after,
            Actor by,
            Instant at)
            implements TeamEvent {}
}
