package retrace.infra.benchmarks.history;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import retrace.infra.benchmarks.history.SimulatedTeam.Member;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.TeamId;
import retrace.kernel.platform.Platform;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.AddOn;
import retrace.kernel.team.Plan;
import retrace.kernel.team.PlaybackPermission;
import retrace.kernel.team.Role;
import retrace.kernel.team.Setting;
import retrace.kernel.team.TeamEvent.AccountAdded;
import retrace.kernel.team.TeamEvent.AccountRemoved;
import retrace.kernel.team.TeamEvent.PlanChanged;
import retrace.kernel.team.TeamEvent.RoleChanged;
import retrace.kernel.team.TeamEvent.SettingChanged;
import retrace.kernel.team.TeamEvent.TeamCreated;

/** What happens in a team beside its sessions: people come and go, settings change. */
final class TeamLife {

    /** Every fourth team is on the smaller plan, but not the first. */
    private static final int BUSINESS_EVERY = 4;

    private static final List<Integer> DAYS_KEPT = List.of(7, 14, 30, 60, SimulatedTeam.DAYS_KEPT);
    private static final List<String> TIME_ZONES = List.of("UTC", "Europe/Vienna", "America/Chicago", "Asia/Tokyo");
    private static final Set<AddOn> RECORDING = Set.of(AddOn.CLOUD_SESSION_RECORDING);

    private final World world;
    private final Duration changesEvery;
    private final SimulatedTeam team;
    private final int number;
    private int accounts;

    private TeamLife(World world, Duration changesEvery, SimulatedTeam team, int number) {
        this.world = world;
        this.changesEvery = changesEvery;
        this.team = team;
        this.number = number;
    }

    /** @param number from 0 */
    static SimulatedTeam begin(World world, HistoryPlan plan, int number) {
        TeamId id = new TeamId("team-" + world.dice().uuid());
        boolean records = number == 0 || number % BUSINESS_EVERY != 0;
        SimulatedTeam team = new SimulatedTeam(id, EventStream.of(id), records);
        TeamLife life = new TeamLife(world, plan.span().dividedBy(40), team, number);
        life.create();
        for (int i = 0; i < plan.accountsOf(number); i++) {
            life.addAccount();
        }
        life.firstSettings();
        world.in(world.dice().untilNext(life.changesEvery), life::change);
        return team;
    }

    private void create() {
        String name = Names.team(world.dice(), number);
        Plan plan = team.mayRecord() ? Plan.ENTERPRISE : Plan.BUSINESS;
        world.decide(team.events(), new TeamCreated(team.id(), name, plan, Set.of(), world.now()));
        if (team.mayRecord()) {
            world.decide(team.events(), new PlanChanged(team.id(), plan, Set.of(), plan, RECORDING, world.now()));
        }
    }

    private void addAccount() {
        @Nullable Member by = team.members().isEmpty() ? null : team.owner();
        Role role = by == null ? Role.OWNER : world.dice().chance(0.2) ? Role.ADMIN : Role.MEMBER;
        Member member = new Member(new AccountId("account-" + world.dice().uuid()), Names.person(world.dice()), role);
        team.members().add(member);
        world.decide(
                team.events(),
                new AccountAdded(
                        team.id(),
                        member.account(),
                        Names.signIn(member.name(), number, accounts++),
                        member.name(),
                        role,
                        by == null ? null : by.actor(),
                        world.now()));
    }

    private void firstSettings() {
        if (team.mayRecord()) {
            setRecording(AccessKind.UNATTENDED, true);
            setRecording(AccessKind.ATTENDED, number % 3 != 2);
        }
        setPlayback(AccessKind.UNATTENDED, PlaybackPermission.ADMINS_AND_OWNER);
        setPlayback(AccessKind.ATTENDED, PlaybackPermission.MEMBERS_ADMINS_AND_OWNER);
        if (number % 2 == 1) {
            setDaysKept(DAYS_KEPT.get(number % DAYS_KEPT.size()));
        }
    }

    private void change() {
        switch (world.dice().between(0, 9)) {
            case 0 -> setTimeZone(world.dice().pick(TIME_ZONES));
            case 1 -> setDaysKept(world.dice().pick(DAYS_KEPT));
            case 2 -> setPlayback(anyKind(), world.dice().pick(List.of(PlaybackPermission.values())));
            case 3 -> setPlatforms(world.dice().chance(0.3));
            case 4 -> forgetRecordingForAWhile();
            case 5, 6 -> addAccount();
            case 7 -> removeAccount();
            case 8 -> changeRole();
            default -> {} // nobody changes anything
        }
        world.in(world.dice().untilNext(changesEvery), this::change);
    }

    private AccessKind anyKind() {
        return world.dice().chance(0.5) ? AccessKind.ATTENDED : AccessKind.UNATTENDED;
    }

    private void forgetRecordingForAWhile() {
        if (team.records(AccessKind.ATTENDED)) {
            setRecording(AccessKind.ATTENDED, false);
            world.in(world.dice().around(changesEvery, 0.5), () -> setRecording(AccessKind.ATTENDED, true));
        }
    }

    private void removeAccount() {
        if (team.members().size() > 3) {
            Member leaving =
                    team.members().remove(world.dice().between(1, team.members().size() - 1));
            world.decide(
                    team.events(),
                    new AccountRemoved(
                            team.id(),
                            leaving.account(),
                            leaving.name(),
                            team.owner().actor(),
                            world.now()));
        }
    }

    private void changeRole() {
        int place = world.dice().between(1, team.members().size() - 1);
        Member before = team.members().get(place);
        Role after = before.role() == Role.MEMBER ? Role.ADMIN : Role.MEMBER;
        team.members().set(place, before.in(after));
        world.decide(
                team.events(),
                new RoleChanged(
                        team.id(),
                        before.account(),
                        before.name(),
                        before.role(),
                        after,
                        team.owner().actor(),
                        world.now()));
    }

    private void setRecording(AccessKind kind, boolean on) {
        boolean before = team.isRecordingOn(kind);
        team.setRecordingOn(kind, on);
        set(Setting.RECORDING_ON, kind, Boolean.toString(before), Boolean.toString(on));
    }

    private void setPlayback(AccessKind kind, PlaybackPermission to) {
        PlaybackPermission before = team.playback(kind);
        team.setPlayback(kind, to);
        set(Setting.PLAYBACK_PERMISSION, kind, before.name(), to.name());
    }

    private void setDaysKept(int days) {
        int before = team.daysKept();
        team.setDaysKept(days);
        set(Setting.DAYS_KEPT, null, Integer.toString(before), Integer.toString(days));
    }

    private void setTimeZone(String zone) {
        String before = team.timeZone();
        team.setTimeZone(zone);
        set(Setting.TIME_ZONE, null, before, zone);
    }

    private void setPlatforms(boolean withLinux) {
        Set<Platform> before = team.technicianPlatforms();
        Set<Platform> after = EnumSet.of(Platform.WINDOWS, Platform.MACOS);
        if (withLinux) {
            after.add(Platform.LINUX);
        }
        team.setTechnicianPlatforms(after);
        set(Setting.TECHNICIAN_PLATFORMS, null, text(before), text(after));
    }

    private static String text(Set<Platform> platforms) {
        return platforms.stream().sorted().map(Platform::name).collect(Collectors.joining(","));
    }

    /** The same again is not news. */
    private void set(Setting setting, @Nullable AccessKind kind, String before, String after) {
        if (!before.equals(after)) {
            world.decide(
                    team.events(),
                    new SettingChanged(
                            team.id(),
                            setting,
                            kind,
                            null,
                            before,
                            after,
                            team.manager(world.dice()).actor(),
                            world.now()));
        }
    }
}
