package retrace.command.team;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;
import retrace.command.CommandRefused;
import retrace.command.team.TeamSettings.Change;
import retrace.kernel.id.TeamId;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.Actor;
import retrace.kernel.team.Caller;
import retrace.kernel.team.PlaybackPermission;
import retrace.kernel.team.Role;
import retrace.kernel.team.TeamCommand.AddAccount;
import retrace.kernel.team.TeamCommand.ChangePlan;
import retrace.kernel.team.TeamCommand.ChangeRole;
import retrace.kernel.team.TeamCommand.ChangeSetting;
import retrace.kernel.team.TeamCommand.CreateTeam;
import retrace.kernel.team.TeamCommand.RemoveAccount;
import retrace.kernel.team.TeamEvent.AccountAdded;
import retrace.kernel.team.TeamEvent.AccountRemoved;
import retrace.kernel.team.TeamEvent.PlanChanged;
import retrace.kernel.team.TeamEvent.RoleChanged;
import retrace.kernel.team.TeamEvent.SettingChanged;
import retrace.kernel.team.TeamEvent.TeamCreated;
import retrace.kernel.team.TeamSetting;

/** A customer of the deployment: plan, add-ons, accounts and settings. */
@SuppressWarnings("NullAway.Init") // filled from its events
public class Team {

    @AggregateIdentifier
    private TeamId id;

    private final TeamAccounts accounts = new TeamAccounts();
    private final TeamPolicy policy = new TeamPolicy();

    /** For Axon. */
    protected Team() {}

    @CommandHandler
    public Team(CreateTeam command, InstantSource clock) {
        apply(new TeamCreated(
                command.team(), command.name(), command.plan(), Set.copyOf(command.addOns()), clock.instant()));
    }

    @CommandHandler
    void handle(ChangePlan command, InstantSource clock) {
        if (command.plan() != policy.plan() || !command.addOns().equals(policy.addOns())) {
            apply(new PlanChanged(
                    id, policy.plan(), policy.addOns(), command.plan(), Set.copyOf(command.addOns()), clock.instant()));
        }
    }

    @CommandHandler
    void handle(AddAccount command, InstantSource clock) {
        requireOwn(command.by());
        TeamAccounts.requireMayManage(command.by());
        if (accounts.contains(command.account())) {
            return; // asked for again
        }
        apply(new AccountAdded(
                id,
                command.account(),
                command.signInName(),
                command.name(),
                command.role(),
                actor(command.by()),
                clock.instant()));
    }

    @CommandHandler
    void handle(ChangeRole command, InstantSource clock) {
        requireOwn(command.by());
        TeamAccounts.requireMayManage(command.by());
        Role before = accounts.role(command.account());
        if (before == command.role()) {
            return;
        }
        if (before == Role.OWNER) {
            accounts.requireAnotherOwnerThan(command.account());
        }
        apply(new RoleChanged(
                id,
                command.account(),
                accounts.name(command.account()),
                before,
                command.role(),
                actor(command.by()),
                clock.instant()));
    }

    @CommandHandler
    void handle(RemoveAccount command, InstantSource clock) {
        requireOwn(command.by());
        TeamAccounts.requireMayManage(command.by());
        if (accounts.role(command.account()) == Role.OWNER) {
            accounts.requireAnotherOwnerThan(command.account());
        }
        apply(new AccountRemoved(
                id, command.account(), accounts.name(command.account()), actor(command.by()), clock.instant()));
    }

    private static @Nullable Actor actor(@Nullable Caller by) {
        return by == null ? null : by.actor();
    }

    /** A role in one team is none in another; whether that team exists is not the caller's to know. */
    private void requireOwn(@Nullable Caller by) {
        if (by != null && !by.team().equals(id)) {
            throw new CommandRefused("UNKNOWN_TEAM", "You are in another team. Sign in to the one that you mean.");
        }
    }

    @CommandHandler
    void handle(ChangeSetting command, InstantSource clock) {
        requireOwn(command.by());
        if (command.by().role() == Role.MEMBER) {
            throw new CommandRefused(
                    "ROLE_NOT_ALLOWED", "Only owners and admins of your team change its settings. Ask one of them.");
        }
        Change change = policy.change(command.setting());
        if (Objects.equals(change.before(), change.after())) {
            return;
        }
        if (command.setting() instanceof TeamSetting.RecordingOn recording && recording.on()) {
            requireMayRecord();
        }
        apply(new SettingChanged(
                id,
                change.setting(),
                change.accessKind(),
                change.platform(),
                change.before(),
                change.after(),
                command.by().actor(),
                clock.instant()));
    }

    private void requireMayRecord() {
        policy.missingForRecording().ifPresent(missing -> {
            throw new CommandRefused(missing.code(), missing.sentence());
        });
    }

    /** What plan and settings make of a session that starts now; not to be kept. */
    public TeamPolicy policy() {
        return policy;
    }

    public PlaybackPermission playback(AccessKind kind) {
        return policy.playback(kind);
    }

    /** How many days a recording is kept, counted from its end. */
    public int daysKept() {
        return policy.daysKept();
    }

    @EventSourcingHandler
    void on(TeamCreated event) {
        id = event.team();
        policy.apply(event);
    }

    @EventSourcingHandler
    void on(PlanChanged event) {
        policy.apply(event);
    }

    @EventSourcingHandler
    void on(AccountAdded event) {
        accounts.add(event);
    }

    @EventSourcingHandler
    void on(RoleChanged event) {
        accounts.changeRole(event.account(), event.after());
    }

    @EventSourcingHandler
    void on(AccountRemoved event) {
        accounts.remove(event.account());
    }

    @EventSourcingHandler
    void on(SettingChanged event) {
        policy.apply(event);
    }
}
