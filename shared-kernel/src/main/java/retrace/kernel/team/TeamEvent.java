package retrace.kernel.team;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import retrace.kernel.EventName;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.TeamId;

/** What happened to a team. */
public sealed interface TeamEvent {

    TeamId team();

    Instant at();

    @EventName("team-created")
    record TeamCreated(TeamId team, String name, Plan plan, Set<AddOn> addOns, Instant at) implements TeamEvent {}

    @EventName("account-added")
    record AccountAdded(TeamId team, AccountId account, String signInName, String name, Role role, Instant at)
            implements TeamEvent {}

    /**
     * @param accessKind null for a setting that is the same for both
     * @param before null where it was not set before and the default held
     */
    @EventName("setting-changed")
    record SettingChanged(
            TeamId team,
            Setting setting,
            @Nullable AccessKind accessKind,
            @Nullable String before,
            String after,
            Actor by,
            Instant at)
            implements TeamEvent {}
}
