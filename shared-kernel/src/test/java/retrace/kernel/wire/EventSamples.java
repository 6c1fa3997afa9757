package retrace.kernel.wire;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import retrace.kernel.endpoint.EndpointEvent.CodeIssued;
import retrace.kernel.endpoint.EndpointEvent.EndpointRegistered;
import retrace.kernel.endpoint.EndpointEvent.EndpointReleased;
import retrace.kernel.endpoint.EndpointEvent.EndpointReserved;
import retrace.kernel.endpoint.EndpointEvent.EndpointRetired;
import retrace.kernel.endpoint.EndpointEvent.StreamerLoginChanged;
import retrace.kernel.endpoint.EndpointEvent.StreamerTlsChanged;
import retrace.kernel.endpoint.EndpointEvent.StreamerVersionReported;
import retrace.kernel.endpoint.Monitor;
import retrace.kernel.endpoint.StreamerAddress;
import retrace.kernel.endpoint.StreamerTls;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.EndpointId;
import retrace.kernel.id.HoldId;
import retrace.kernel.id.LinkId;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.link.LinkEvent.LinkIssued;
import retrace.kernel.link.LinkEvent.LinkRefused;
import retrace.kernel.link.LinkEvent.RecordingPlayed;
import retrace.kernel.link.LinkEvent.RecordingServed;
import retrace.kernel.link.PlayedPart;
import retrace.kernel.link.Purpose;
import retrace.kernel.link.ServedRange;
import retrace.kernel.platform.Platform;
import retrace.kernel.recording.CloseReason;
import retrace.kernel.recording.ClosedSegment;
import retrace.kernel.recording.Coverage;
import retrace.kernel.recording.FrameRate;
import retrace.kernel.recording.Gap;
import retrace.kernel.recording.GapReason;
import retrace.kernel.recording.StoredObject;
import retrace.kernel.recording.View;
import retrace.kernel.session.EndReason;
import retrace.kernel.session.SessionEvent.CoverageAssessed;
import retrace.kernel.session.SessionEvent.HoldPlaced;
import retrace.kernel.session.SessionEvent.HoldReleased;
import retrace.kernel.session.SessionEvent.SegmentClosed;
import retrace.kernel.session.SessionEvent.SegmentDeletionDecided;
import retrace.kernel.session.SessionEvent.SegmentDeletionFailed;
import retrace.kernel.session.SessionEvent.SegmentExpired;
import retrace.kernel.session.SessionEvent.SegmentFailed;
import retrace.kernel.session.SessionEvent.SegmentMissing;
import retrace.kernel.session.SessionEvent.SegmentOpened;
import retrace.kernel.session.SessionEvent.SegmentQuarantined;
import retrace.kernel.session.SessionEvent.SessionEnded;
import retrace.kernel.session.SessionEvent.SessionExpiryWarned;
import retrace.kernel.session.SessionEvent.SessionRefused;
import retrace.kernel.session.SessionEvent.SessionStarted;
import retrace.kernel.session.SessionEvent.ViewClosed;
import retrace.kernel.session.SessionEvent.ViewOpened;
import retrace.kernel.session.ViewerKind;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.Actor;
import retrace.kernel.team.AddOn;
import retrace.kernel.team.Plan;
import retrace.kernel.team.Role;
import retrace.kernel.team.Setting;
import retrace.kernel.team.TeamEvent.AccountAdded;
import retrace.kernel.team.TeamEvent.AccountRemoved;
import retrace.kernel.team.TeamEvent.PlanChanged;
import retrace.kernel.team.TeamEvent.RoleChanged;
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
    static final HoldId HOLD = new HoldId("hold-00000000-0000-0000-0000-000000000007");
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

    static final Coverage COVERAGE = new Coverage(
            59_000,
            58_995,
            List.of(
                    new Gap(AT, AT.plusMillis(2), GapReason.SEGMENT_FAILED),
                    new Gap(AT.plusMillis(2), AT.plusMillis(5), GapReason.RELAY_LOST)));

    private EventSamples() {}

    static List<Object> all() {
        return List.of(
                new TeamCreated(TEAM, "Northwind", Plan.ENTERPRISE, Set.of(AddOn.CLOUD_SESSION_RECORDING), AT),
                new AccountAdded(TEAM, ACCOUNT, "zoe@northwind.example", ACTOR.name(), Role.OWNER, ACTOR, AT),
                new PlanChanged(
                        TEAM, Plan.BUSINESS, Set.of(), Plan.ENTERPRISE, Set.of(AddOn.CLOUD_SESSION_RECORDING), AT),
                new RoleChanged(TEAM, ACCOUNT, "Zoë Ångström", Role.MEMBER, Role.ADMIN, ACTOR, AT),
                new AccountRemoved(TEAM, ACCOUNT, "Zoë Ångström", ACTOR, AT),
                new SettingChanged(
                        TEAM,
                        Setting.MINIMUM_STREAMER_VERSION,
                        AccessKind.UNATTENDED,
                        Platform.WINDOWS,
                        "3.5.8.0",
                        "3.6",
                        ACTOR,
                        AT),
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
                new StreamerVersionReported(ENDPOINT, TEAM, "3.5.0.0", "3.5.8.0", ACTOR, AT),
                new StreamerTlsChanged(
                        ENDPOINT,
                        TEAM,
                        StreamerTls.AS_OFFERED,
                        new StreamerTls(StreamerTls.Rule.CERTIFIED, "0123456789abcdef".repeat(4)),
                        ACTOR,
                        AT),
                new StreamerLoginChanged(ENDPOINT, TEAM, ACTOR, AT),
                new CodeIssued(ENDPOINT, TEAM, ACTOR, AT.plusSeconds(900), AT),
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
                new ViewClosed(SESSION, TEAM, AT.minusSeconds(59), AT),
                new SegmentOpened(SESSION, TEAM, SEGMENT, VIEW, AT),
                new SegmentClosed(SESSION, TEAM, CLOSED, AT),
                new SegmentFailed(SESSION, TEAM, SEGMENT, "The disk is full.", AT),
                new SegmentQuarantined(
                        SESSION,
                        TEAM,
                        SEGMENT,
                        "The index of part 2 cannot be read.",
                        List.of("quarantine/team-1/session-4/segment-5.mp4.parts/000002.json"),
                        AT),
                new SegmentMissing(SESSION, TEAM, SEGMENT, CLOSED.object().name(), "The store has no such object.", AT),
                new SessionExpiryWarned(SESSION, TEAM, AT.plusSeconds(300), AT),
                new SessionEnded(SESSION, TEAM, ENDPOINT, EndReason.TECHNICIAN_LEFT, "The technician left.", AT),
                new CoverageAssessed(SESSION, TEAM, COVERAGE, AT),
                new HoldPlaced(SESSION, TEAM, HOLD, "Case 7/26", "Requested by counsel.", ACTOR, AT),
                new HoldReleased(SESSION, TEAM, HOLD, "Case 7/26", "The case is closed.", ACTOR, AT),
                new SegmentDeletionDecided(
                        SESSION,
                        TEAM,
                        SEGMENT,
                        CLOSED.object().name(),
                        CLOSED.object().generation(),
                        90,
                        AT),
                new SegmentDeletionFailed(SESSION, TEAM, SEGMENT, "The store refuses.", AT),
                new SegmentExpired(SESSION, TEAM, SEGMENT, CLOSED.object().name(), 90, AT),
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
                        AT),
                new RecordingServed(
                        LINK,
                        TEAM,
                        SESSION,
                        SEGMENT,
                        Purpose.PLAY,
                        ACTOR,
                        "relay-1",
                        3,
                        List.of(new ServedRange(0, 4096, 0, 0), new ServedRange(65536, 131072, 1000, 2500)),
                        AT),
                new RecordingPlayed(
                        LINK,
                        TEAM,
                        SESSION,
                        SEGMENT,
                        ACTOR,
                        List.of(new PlayedPart(0, 9750), new PlayedPart(61000, 62400)),
                        AT));
    }
}
