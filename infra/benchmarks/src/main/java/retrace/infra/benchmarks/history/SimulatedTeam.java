package retrace.infra.benchmarks.history;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.TeamId;
import retrace.kernel.platform.Platform;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.Actor;
import retrace.kernel.team.PlaybackPermission;
import retrace.kernel.team.Role;

/** A team as it stands: who is in it, which computers it has, how it is set. */
final class SimulatedTeam {

    static final int DAYS_KEPT = 90;

    private final TeamId id;
    private final EventStream events;
    private final boolean mayRecord;
    private final List<Member> members = new ArrayList<>();
    private final List<SimulatedEndpoint> endpoints = new ArrayList<>();
    private final List<SimulatedEndpoint> retired = new ArrayList<>();
    private final Map<AccessKind, Boolean> recordingOn = new EnumMap<>(AccessKind.class);
    private final Map<AccessKind, PlaybackPermission> playback = new EnumMap<>(AccessKind.class);
    private Set<Platform> technicianPlatforms = EnumSet.of(Platform.WINDOWS, Platform.MACOS);
    private int daysKept = DAYS_KEPT;
    private String timeZone = "UTC";

    record Member(AccountId account, String name, Role role) {

        Actor actor() {
            return new Actor(account, name);
        }

        Member in(Role other) {
            return new Member(account, name, other);
        }
    }

    SimulatedTeam(TeamId id, EventStream events, boolean mayRecord) {
        this.id = id;
        this.events = events;
        this.mayRecord = mayRecord;
    }

    TeamId id() {
        return id;
    }

    EventStream events() {
        return events;
    }

    boolean mayRecord() {
        return mayRecord;
    }

    List<Member> members() {
        return members;
    }

    /** The first, who stays. */
    Member owner() {
        return members.getFirst();
    }

    /** Somebody who may change settings. */
    Member manager(Dice dice) {
        List<Member> managers =
                members.stream().filter(member -> member.role() != Role.MEMBER).toList();
        return dice.pick(managers);
    }

    List<SimulatedEndpoint> endpoints() {
        return endpoints;
    }

    List<SimulatedEndpoint> retired() {
        return retired;
    }

    boolean records(AccessKind kind) {
        return mayRecord && isRecordingOn(kind);
    }

    boolean isRecordingOn(AccessKind kind) {
        return recordingOn.getOrDefault(kind, false);
    }

    void setRecordingOn(AccessKind kind, boolean on) {
        recordingOn.put(kind, on);
    }

    PlaybackPermission playback(AccessKind kind) {
        return playback.getOrDefault(kind, PlaybackPermission.OWNER);
    }

    void setPlayback(AccessKind kind, PlaybackPermission to) {
        playback.put(kind, to);
    }

    Set<Platform> technicianPlatforms() {
        return technicianPlatforms;
    }

    void setTechnicianPlatforms(Set<Platform> platforms) {
        technicianPlatforms = platforms;
    }

    int daysKept() {
        return daysKept;
    }

    void setDaysKept(int days) {
        daysKept = days;
    }

    String timeZone() {
        return timeZone;
    }

    void setTimeZone(String zone) {
        timeZone = zone;
    }
}
