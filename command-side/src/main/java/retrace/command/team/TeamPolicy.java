package retrace.command.team;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import retrace.command.team.TeamSettings.Change;
import retrace.kernel.platform.Platform;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.AddOn;
import retrace.kernel.team.MissingForRecording;
import retrace.kernel.team.Plan;
import retrace.kernel.team.PlaybackPermission;
import retrace.kernel.team.TeamEvent;
import retrace.kernel.team.TeamEvent.AccountAdded;
import retrace.kernel.team.TeamEvent.AccountRemoved;
import retrace.kernel.team.TeamEvent.PlanChanged;
import retrace.kernel.team.TeamEvent.RoleChanged;
import retrace.kernel.team.TeamEvent.SettingChanged;
import retrace.kernel.team.TeamEvent.TeamCreated;
import retrace.kernel.team.TeamSetting;

/** What a team's plan and settings make of its sessions, as its events so far have it. */
public final class TeamPolicy {

    private final TeamSettings settings = new TeamSettings();
    private Plan plan = Plan.BUSINESS;
    private Set<AddOn> addOns = Set.of();

    /** The team's next event. */
    public void apply(TeamEvent event) {
        switch (event) {
            case TeamCreated it -> subscribe(it.plan(), it.addOns());
            case PlanChanged it -> subscribe(it.plan(), it.addOns());
            case SettingChanged it -> settings.apply(it);
            case AccountAdded it -> {}
            case RoleChanged it -> {}
            case AccountRemoved it -> {}
        }
    }

    private void subscribe(Plan to, Set<AddOn> with) {
        plan = to;
        addOns = with;
    }

    /** As if these had been set just now, whoever may set them. */
    public void suppose(Collection<TeamSetting> supposed) {
        supposed.forEach(setting -> settings.apply(settings.change(setting)));
    }

    Plan plan() {
        return plan;
    }

    Set<AddOn> addOns() {
        return addOns;
    }

    Change change(TeamSetting wanted) {
        return settings.change(wanted);
    }

    /** What the team lacks before it can record; empty where it lacks nothing. */
    Optional<MissingForRecording> missingForRecording() {
        return MissingForRecording.of(plan, addOns);
    }

    /** Whether a session of this access kind that starts now is recorded. */
    public boolean records(AccessKind kind) {
        return missingForRecording().isEmpty() && settings.isRecordingOn(kind);
    }

    /** @param configured what holds where the team has set no minimum of its own */
    public RecordingRules recordingRules(Platform endpointPlatform, MinimumVersions configured) {
        return new RecordingRules(
                settings.technicianPlatforms(),
                settings.minimumVersion(endpointPlatform).or(() -> configured.of(endpointPlatform)));
    }

    PlaybackPermission playback(AccessKind kind) {
        return settings.playback(kind);
    }

    /** How many days a recording is kept, counted from its end. */
    public int daysKept() {
        return settings.daysKept();
    }
}
