package retrace.command.team;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import retrace.command.CommandRefused;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.TeamId;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.AddOn;
import retrace.kernel.team.Plan;
import retrace.kernel.team.Setting;
import retrace.kernel.team.TeamCommand.AddAccount;
import retrace.kernel.team.TeamCommand.ChangeSetting;
import retrace.kernel.team.TeamCommand.CreateTeam;
import retrace.kernel.team.TeamEvent.AccountAdded;
import retrace.kernel.team.TeamEvent.SettingChanged;
import retrace.kernel.team.TeamEvent.TeamCreated;

/** A customer of the deployment: plan, add-ons, accounts and settings. */
@SuppressWarnings("NullAway.Init") // filled from its events
public class Team {

    @AggregateIdentifier
    private TeamId id;

    private Plan plan;
    private Set<AddOn> addOns;
    private final Set<AccountId> accounts = new HashSet<>();
    private final Map<AccessKind, Boolean> recordingOn = new EnumMap<>(AccessKind.class);

    /** For Axon. */
    protected Team() {}

    @CommandHandler
    public Team(CreateTeam command, InstantSource clock) {
        apply(new TeamCreated(
                command.team(), command.name(), command.plan(), Set.copyOf(command.addOns()), clock.instant()));
    }

    @CommandHandler
    void handle(AddAccount command, InstantSource clock) {
        if (accounts.contains(command.account())) {
            return; // asked for again
        }
        apply(new AccountAdded(
                id, command.account(), command.signInName(), command.name(), command.role(), clock.instant()));
    }

    @CommandHandler
    void handle(ChangeSetting command, InstantSource clock) {
        switch (command.setting()) {
            case RECORDING_ON -> turnRecording(command, clock);
        }
    }

    private void turnRecording(ChangeSetting command, InstantSource clock) {
        AccessKind kind = command.accessKind();
        if (kind == null) {
            throw new CommandRefused(
                    "INVALID_SETTING", "Recording is set for attended or for unattended access; say which.");
        }
        boolean on = switch (command.value()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new CommandRefused("INVALID_SETTING", "Recording is either true or false.");
        };
        boolean before = recordingOn.getOrDefault(kind, false);
        if (on == before) {
            return;
        }
        if (on && !mayRecord()) {
            throw new CommandRefused(
                    plan == Plan.ENTERPRISE ? "ADD_ON_MISSING" : "PLAN_MISSING",
                    plan == Plan.ENTERPRISE
                            ? "Recording needs the Cloud Session Recording add-on, which your team does not have."
                            : "Recording needs the Enterprise plan with the Cloud Session Recording add-on; your team is on the"
                                    + " Business plan.");
        }
        apply(new SettingChanged(
                id,
                Setting.RECORDING_ON,
                kind,
                Boolean.toString(before),
                Boolean.toString(on),
                command.by(),
                clock.instant()));
    }

    private boolean mayRecord() {
        return plan == Plan.ENTERPRISE && addOns.contains(AddOn.CLOUD_SESSION_RECORDING);
    }

    /** Whether a session of this access kind that starts now is recorded. */
    public boolean records(AccessKind kind) {
        return mayRecord() && recordingOn.getOrDefault(kind, false);
    }

    @EventSourcingHandler
    void on(TeamCreated event) {
        id = event.team();
        plan = event.plan();
        addOns = event.addOns();
    }

    @EventSourcingHandler
    void on(AccountAdded event) {
        accounts.add(event.account());
    }

    @EventSourcingHandler
    void on(SettingChanged event) {
        switch (event.setting()) {
            case RECORDING_ON -> {
                AccessKind kind = event.accessKind();
                if (kind != null) {
                    recordingOn.put(kind, Boolean.parseBoolean(event.after()));
                }
            }
        }
    }
}
