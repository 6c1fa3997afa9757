package retrace.kernel.wire;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import retrace.kernel.endpoint.EndpointEvent.EndpointRegistered;
import retrace.kernel.endpoint.EndpointEvent.EndpointReleased;
import retrace.kernel.endpoint.EndpointEvent.EndpointReserved;
import retrace.kernel.endpoint.EndpointEvent.EndpointRetired;
import retrace.kernel.endpoint.Monitor;
import retrace.kernel.endpoint.Platform;
import retrace.kernel.endpoint.StreamerAddress;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.EndpointId;
import retrace.kernel.id.LinkId;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.link.LinkEvent.LinkIssued;
import retrace.kernel.link.LinkEvent.LinkRefused;
import retrace.kernel.link.Purpose;
import retrace.kernel.recording.CloseReason;
import retrace.kernel.recording.ClosedSegment;
import retrace.kernel.recording.FrameRate;
import retrace.kernel.recording.StoredObject;
import retrace.kernel.recording.View;
import retrace.kernel.session.EndReason;
import retrace.kernel.session.SessionEvent.SegmentClosed;
import retrace.kernel.session.SessionEvent.SegmentFailed;
import retrace.kernel.session.SessionEvent.SegmentOpened;
import retrace.kernel.session.SessionEvent.SessionEnded;
import retrace.kernel.session.SessionEvent.SessionExpiryWarned;
import retrace.kernel.session.SessionEvent.SessionRefused;
import retrace.kernel.session.SessionEvent.SessionStarted;
import retrace.kernel.session.SessionEvent.ViewOpened;
import retrace.kernel.session.ViewerKind;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.Actor;
import retrace.kernel.team.AddOn;
import retrace.kernel.team.Plan;
import retrace.kernel.team.Role;
import retrace.kernel.team.Setting;
import retrace.kernel.team.TeamEvent.AccountAdded;
import retrace.kernel.team.TeamEvent.SettingChanged;
import retrace.kernel.team.TeamEvent.TeamCreated;

/** One of each event with every member filled, as the golden files hold them. */
final class EventSamples {

    static final Instant AT = Instant.parse("2026-11-24T10:20:30.456789Z");
    static final TeamId TEAM = new TeamId("team-00000000-0000-0000-0000-000000000001");
    static final AccountId ACCOUNT = new AccountId("account-00000000-0000-0000-0000-000000000002");
    static final EndpointId ENDPOINT = new EndpointId("endpoint-00000000-0000-0000-0000-000000000003");
    static final SessionId SESSION = new SessionId("session-00000000-0000-0000-0000-000000000004");
    static final SegmentId SEGMENT = new SegmentId("segment-00000000-0000-0000-0000-000000000005");
    static final LinkId LINK = new LinkId("link-00000000-0000-0000-0000-000000000006");
    static final Actor ACTOR = new Actor(ACCOUNT, "Zoë Ångström");
    static final View VIEW = new View(2, "Right", new FrameRate(10), 1920, 1080);
    static final Monitor MONITOR = new Monitor(1, "Left", new StreamerAddress("reception.example", 5901));
    static final ClosedSegment CLOSED = new ClosedSegment(
            SEGMENT,
            VIEW,
            AT,
            AT.plusSeconds(59),
            AT.plusSeconds(60),
            600,
            CloseReason.SIZE_LIMIT,
            new StoredObject(
                    "team-1/session-4/monitor-2/20261124T102030Z-segment-5.mp4",
                    1795515630456789L,
                    536_870_912,
                    "e3069283",
                    "0123456789abcdef".repeat(4)),
            "fedcba9876543210".repeat(4));

    private EventSamples() {}

    static List<Object> all() {
        return List.of(
                new TeamCreated(TEAM, "Northwind", Plan.ENTERPRISE, Set.of(AddOn.CLOUD_SESSION_RECORDING), AT),
                new AccountAdded(TEAM, ACCOUNT, "zoe@northwind.example", ACTOR.name(), Role.OWNER, AT),
                new SettingChanged(TEAM, Setting.RECORDING_ON, AccessKind.UNATTENDED, "false", "true", ACTOR, AT),
                new EndpointRegistered(
                        ENDPOINT,
                        TEAM,
                        "Reception",
                        Platform.WINDOWS,
                        AccessKind.UNATTENDED,
                        "3.5.0.0",
                        List.of(MONITOR, new Monitor(2, "Right", new StreamerAddress("::1", 5902))),
                        ACTOR,
                        AT),
                new EndpointRetired(ENDPOINT, TEAM, ACTOR, AT),
                new EndpointReserved(ENDPOINT, TEAM, SESSION, ACTOR, AT),
                new EndpointReleased(ENDPOINT, TEAM, SESSION, AT),
                new SessionStarted(
                        SESSION,
                        TEAM,
                        ENDPOINT,
                        "Reception",
                        Platform.WINDOWS,
                        AccessKind.UNATTENDED,
                        "3.5.0.0",
                        ACTOR,
                        Platform.MACOS,
                        ViewerKind.VNC_VIEWER,
                        true,
                        AT),
                new SessionRefused(
                        SESSION,
                        TEAM,
                        ENDPOINT,
                        "Reception",
                        Platform.WINDOWS,
                        AccessKind.UNATTENDED,
                        ACTOR,
                        Platform.MACOS,
                        ViewerKind.CONSOLE,
                        "ENDPOINT_BUSY",
                        "Reception is in a session already.",
                        AT),
                new ViewOpened(SESSION, TEAM, VIEW, AT),
                new SegmentOpened(SESSION, TEAM, SEGMENT, VIEW, AT),
                new SegmentClosed(SESSION, TEAM, CLOSED, AT),
                new SegmentFailed(SESSION, TEAM, SEGMENT, "The disk is full.", AT),
                new SessionExpiryWarned(SESSION, TEAM, AT.plusSeconds(300), AT),
                new SessionEnded(SESSION, TEAM, ENDPOINT, EndReason.TECHNICIAN_LEFT, "The technician left.", AT),
                new LinkIssued(LINK, TEAM, SESSION, SEGMENT, Purpose.PLAY, ACTOR, AT.plusSeconds(600), AT),
                new LinkRefused(
                        LINK,
                        TEAM,
                        SESSION,
                        SEGMENT,
                        Purpose.DOWNLOAD,
                        ACTOR,
                        "ROLE_NOT_ALLOWED",
                        "Only the owner may download.",
                        AT));
    }
}
