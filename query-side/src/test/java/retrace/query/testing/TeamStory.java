package retrace.query.testing;

import static retrace.query.testing.SessionStory.ADA;
import static retrace.query.testing.SessionStory.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.TeamId;
import retrace.kernel.platform.Platform;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.Actor;
import retrace.kernel.team.AddOn;
import retrace.kernel.team.Plan;
import retrace.kernel.team.Role;
import retrace.kernel.team.Setting;
import retrace.kernel.team.TeamEvent;

/** Tells what happens to one team, event by event, a second apart from noon on. */
public final class TeamStory {

    public final TeamId team;
    private final List<Happening> happenings = new ArrayList<>();
    private Instant now = NOON;

    public TeamStory(TeamId team) {
        this.team = team;
    }

    public TeamStory created(Plan plan, AddOn... addOns) {
        return then(new TeamEvent.TeamCreated(team, "Northwind", plan, Set.of(addOns), now));
    }

    public TeamStory planChanged(Plan plan, AddOn... addOns) {
        return then(new TeamEvent.PlanChanged(team, Plan.ENTERPRISE, Set.of(), plan, Set.of(addOns), now));
    }

    public TeamStory added(AccountId account, String name, Role role, @Nullable Actor by) {
        return then(new TeamEvent.AccountAdded(team, account, "in-" + name, name, role, by, now));
    }

    public TeamStory roleChanged(AccountId account, String name, Role before, Role after, @Nullable Actor by) {
        return then(new TeamEvent.RoleChanged(team, account, name, before, after, by, now));
    }

    public TeamStory removed(AccountId account, String name) {
        return then(new TeamEvent.AccountRemoved(team, account, name, ADA, now));
    }

    public TeamStory set(Setting setting, @Nullable String before, @Nullable String after) {
        return then(new TeamEvent.SettingChanged(team, setting, null, null, before, after, ADA, now));
    }

    public TeamStory setFor(AccessKind kind, Setting setting, String before, String after) {
        return then(new TeamEvent.SettingChanged(team, setting, kind, null, before, after, ADA, now));
    }

    public TeamStory setFor(Platform platform, @Nullable String before, @Nullable String after) {
        return then(new TeamEvent.SettingChanged(
                team, Setting.MINIMUM_STREAMER_VERSION, null, platform, before, after, ADA, now));
    }

    public List<Happening> told() {
        return List.copyOf(happenings);
    }

    private TeamStory then(TeamEvent event) {
        happenings.add(new Happening(team.value(), happenings.size(), event));
        now = now.plus(Duration.ofSeconds(1));
        return this;
    }
}
