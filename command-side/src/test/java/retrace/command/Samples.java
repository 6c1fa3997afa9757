package retrace.command;

import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import retrace.command.session.RecordingPolicy;
import retrace.command.team.MinimumVersions;
import retrace.kernel.endpoint.EndpointCommand.RegisterEndpoint;
import retrace.kernel.endpoint.EndpointEvent.EndpointRegistered;
import retrace.kernel.endpoint.Monitor;
import retrace.kernel.endpoint.Reachability;
import retrace.kernel.endpoint.StreamerAddress;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.EndpointId;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.platform.Platform;
import retrace.kernel.platform.StreamerVersion;
import retrace.kernel.recording.CloseReason;
import retrace.kernel.recording.ClosedSegment;
import retrace.kernel.recording.FrameRate;
import retrace.kernel.recording.StoredObject;
import retrace.kernel.recording.View;
import retrace.kernel.session.SessionCommand.StartSession;
import retrace.kernel.session.SessionEvent.SessionStarted;
import retrace.kernel.session.ViewerKind;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.Actor;
import retrace.kernel.team.AddOn;
import retrace.kernel.team.Caller;
import retrace.kernel.team.Plan;
import retrace.kernel.team.Role;
import retrace.kernel.team.TeamCommand.ChangeSetting;
import retrace.kernel.team.TeamCommand.CreateTeam;
import retrace.kernel.team.TeamSetting;

/** A team, a computer and a technician that tests tell of. */
public final class Samples {

    public static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    public static final InstantSource CLOCK = InstantSource.fixed(NOW);

    public static final TeamId TEAM = new TeamId("team-00000000-0000-0000-0000-000000000001");
    public static final TeamId OTHER_TEAM = new TeamId("team-00000000-0000-0000-0000-000000000002");
    public static final EndpointId ENDPOINT = new EndpointId("endpoint-00000000-0000-0000-0000-000000000003");
    public static final SessionId SESSION = new SessionId("session-00000000-0000-0000-0000-000000000004");
    public static final SessionId SECOND_SESSION = new SessionId("session-00000000-0000-0000-0000-000000000005");
    public static final SegmentId SEGMENT = new SegmentId("segment-00000000-0000-0000-0000-000000000006");
    public static final SegmentId SECOND_SEGMENT = new SegmentId("segment-00000000-0000-0000-0000-000000000007");

    public static final Actor OWNER =
            new Actor(new AccountId("account-00000000-0000-0000-0000-000000000008"), "Olga Owner");
    public static final Actor TECHNICIAN =
            new Actor(new AccountId("account-00000000-0000-0000-0000-000000000009"), "Tom Technician");
    public static final Actor COLLEAGUE =
            new Actor(new AccountId("account-00000000-0000-0000-0000-00000000000a"), "Carl Colleague");

    public static final View VIEW = new View(1, "Left", new FrameRate(25), 1920, 1080);
    public static final List<Monitor> MONITORS = List.of(
            new Monitor(1, "Left", new StreamerAddress("127.0.0.1", 5901)),
            new Monitor(2, "Right", new StreamerAddress("127.0.0.1", 5902)));

    public static final StreamerVersion VERSION = new StreamerVersion("3.5.8.0");
    public static final RecordingPolicy POLICY = new RecordingPolicy(
            EnumSet.complementOf(EnumSet.of(Platform.ANDROID)), new MinimumVersions(Map.of(Platform.WINDOWS, VERSION)));

    private Samples() {}

    public static Caller caller(Actor actor, Role role) {
        return new Caller(TEAM, actor.account(), actor.name(), role);
    }

    public static Caller strangerNamedLike(Actor actor) {
        return new Caller(OTHER_TEAM, actor.account(), actor.name(), Role.OWNER);
    }

    public static CreateTeam createTeam() {
        return new CreateTeam(TEAM, "Northwind", Plan.ENTERPRISE, Set.of(AddOn.CLOUD_SESSION_RECORDING));
    }

    public static ChangeSetting recording(AccessKind kind, boolean on) {
        return change(new TeamSetting.RecordingOn(kind, on));
    }

    /** By the owner. */
    public static ChangeSetting change(TeamSetting setting) {
        return new ChangeSetting(TEAM, setting, caller(OWNER, Role.OWNER));
    }

    public static RegisterEndpoint registerEndpoint() {
        return new RegisterEndpoint(
                ENDPOINT,
                "Reception",
                Platform.WINDOWS,
                AccessKind.UNATTENDED,
                VERSION,
                MONITORS,
                caller(OWNER, Role.OWNER));
    }

    public static EndpointRegistered endpointRegistered() {
        return new EndpointRegistered(
                ENDPOINT, TEAM, "Reception", Platform.WINDOWS, AccessKind.UNATTENDED, "3.5.8.0", MONITORS, OWNER, NOW);
    }

    public static StartSession startSession() {
        return startSession(SESSION, TEAM, 1, new Reachability.Reachable("3.8"));
    }

    public static StartSession startSession(SessionId session, TeamId team, int monitor, Reachability reachability) {
        return new StartSession(
                session,
                ENDPOINT,
                monitor,
                FrameRate.DEFAULT,
                new Caller(team, TECHNICIAN.account(), TECHNICIAN.name(), Role.MEMBER),
                Platform.MACOS,
                ViewerKind.VNC_VIEWER,
                reachability);
    }

    public static SessionStarted sessionStarted(boolean recorded) {
        return new SessionStarted(
                SESSION,
                TEAM,
                ENDPOINT,
                "Reception",
                Platform.WINDOWS,
                AccessKind.UNATTENDED,
                "3.5.8.0",
                TECHNICIAN,
                Platform.MACOS,
                ViewerKind.VNC_VIEWER,
                recorded,
                NOW);
    }

    public static ClosedSegment closed(SegmentId segment, String sha256, @Nullable String previousSha256) {
        return new ClosedSegment(
                segment,
                VIEW,
                NOW,
                NOW.plusSeconds(59),
                NOW.plusSeconds(60),
                600,
                CloseReason.SIZE_LIMIT,
                new StoredObject("team/session/" + segment + ".mp4", 7, 1000, "e3069283", sha256),
                previousSha256);
    }
}
