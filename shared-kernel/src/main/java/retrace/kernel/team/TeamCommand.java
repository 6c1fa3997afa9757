package retrace.kernel.team;

import java.util.Set;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.TeamId;

/** What can be asked of a team. Where {@code by} is null an operator of the deployment asks, and may. */
public sealed interface TeamCommand {

    TeamId team();

    record CreateTeam(@TargetAggregateIdentifier TeamId team, String name, Plan plan, Set<AddOn> addOns)
            implements TeamCommand {}

    record ChangePlan(@TargetAggregateIdentifier TeamId team, Plan plan, Set<AddOn> addOns) implements TeamCommand {}

    /** The password is kept apart and never part of a command. */
    record AddAccount(
            @TargetAggregateIdentifier TeamId team,
            AccountId account,
            String signInName,
            String name,
            Role role,
            @Nullable Caller by)
            implements TeamCommand {}

    record ChangeRole(
            @TargetAggregateIdentifier TeamId team,
            AccountId account,
            Role role,
            @Nullable Caller by) implements TeamCommand {}

    record RemoveAccount(
            @TargetAggregateIdentifier TeamId team,
            AccountId account,
            @Nullable Caller by) implements TeamCommand {}

    record ChangeSetting(@TargetAggregateIdentifier TeamId team, TeamSetting setting, Caller by)
            implements TeamCommand {}
}
