package retrace.kernel.team;

import java.util.Set;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.TeamId;

/** What can be asked of a team. */
public sealed interface TeamCommand {

    TeamId team();

    record CreateTeam(@TargetAggregateIdentifier TeamId team, String name, Plan plan, Set<AddOn> addOns)
            implements TeamCommand {}

    /** The password is kept apart and never part of a command. */
    record AddAccount(
            @TargetAggregateIdentifier TeamId team, AccountId account, String signInName, String name, Role role)
            implements TeamCommand {}

    /** @param accessKind null for a setting that is the same for both */
    record ChangeSetting(
            @TargetAggregateIdentifier TeamId team,
            Setting setting,
            @Nullable AccessKind accessKind,
            String value,
            Actor by)
            implements TeamCommand {}
}
