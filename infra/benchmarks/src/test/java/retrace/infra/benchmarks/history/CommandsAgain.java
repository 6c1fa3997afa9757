package retrace.infra.benchmarks.history;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import retrace.kernel.endpoint.EndpointCommand;
import retrace.kernel.endpoint.EndpointEvent;
import retrace.kernel.endpoint.Reachability;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.TeamId;
import retrace.kernel.link.LinkCommand;
import retrace.kernel.link.LinkEvent;
import retrace.kernel.platform.Platform;
import retrace.kernel.platform.StreamerVersion;
import retrace.kernel.recording.FrameRate;
import retrace.kernel.session.SessionCommand;
import retrace.kernel.session.SessionEvent;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.Actor;
import retrace.kernel.team.Caller;
import retrace.kernel.team.PlaybackPermission;
import retrace.kernel.team.Role;
import retrace.kernel.team.TeamCommand;
import retrace.kernel.team.TeamEvent;
import retrace.kernel.team.TeamSetting;

/** The commands that made the events of a history. */
final class CommandsAgain {

    private final Map<AccountId, Role> roles = new HashMap<>();

    /** @param events all that came of the command */
    Object of(List<?> events) {
        return switch (events.getFirst()) {
            case TeamEvent event -> of(event);
            case EndpointEvent event -> of(event, events);
            case SessionEvent event -> of(event);
            case LinkEvent event -> of(event);
            default -> throw new IllegalStateException("no command makes " + events);
        };
    }

    private Caller caller(TeamId team, Actor by) {
        return new Caller(team, by.account(), by.name(), Objects.requireNonNull(roles.get(by.account())));
    }

    private @Nullable Caller orOperator(TeamId team, @Nullable Actor by) {
        return by == null ? null : caller(team, by);
    }

    private Object of(TeamEvent event) {
        TeamId team = event.team();
        return switch (event) {
            case TeamEvent.TeamCreated it -> new TeamCommand.CreateTeam(team, it.name(), it.plan(), it.addOns());
            case TeamEvent.PlanChanged it -> new TeamCommand.ChangePlan(team, it.plan(), it.addOns());
            case TeamEvent.AccountAdded it -> {
                roles.put(it.account(), it.role());
                yield new TeamCommand.AddAccount(
                        team, it.account(), it.signInName(), it.name(), it.role(), orOperator(team, it.by()));
            }
            case TeamEvent.RoleChanged it -> {
                roles.put(it.account(), it.after());
                yield new TeamCommand.ChangeRole(team, it.account(), it.after(), orOperator(team, it.by()));
            }
            case TeamEvent.AccountRemoved it ->
                new TeamCommand.RemoveAccount(team, it.account(), orOperator(team, it.by()));
            case TeamEvent.SettingChanged it ->
                new TeamCommand.ChangeSetting(
                        team, setting(it, it.accessKind(), Objects.requireNonNull(it.after())), caller(team, it.by()));
        };
    }

    @SuppressWarnings("NullAway") // a setting of an access kind names it
    private static TeamSetting setting(TeamEvent.SettingChanged event, @Nullable AccessKind kind, String after) {
        return switch (event.setting()) {
            case RECORDING_ON -> new TeamSetting.RecordingOn(kind, Boolean.parseBoolean(after));
            case PLAYBACK_PERMISSION -> new TeamSetting.PlaybackPermitted(kind, PlaybackPermission.valueOf(after));
            case MINIMUM_STREAMER_VERSION -> throw new IllegalStateException("no team sets it");
            case TECHNICIAN_PLATFORMS ->
                new TeamSetting.TechnicianPlatforms(Arrays.stream(after.split(",", -1))
                        .map(Platform::valueOf)
                        .collect(Collectors.toSet()));
            case DAYS_KEPT -> new TeamSetting.DaysKept(Integer.parseInt(after));
            case TIME_ZONE -> new TeamSetting.TimeZone(after);
        };
    }

    private Object of(EndpointEvent event, List<?> events) {
        return switch (event) {
            case EndpointEvent.EndpointRegistered it ->
                new EndpointCommand.RegisterEndpoint(
                        it.endpoint(),
                        it.name(),
                        it.platform(),
                        it.accessKind(),
                        it.streamerVersion() == null ? null : new StreamerVersion(it.streamerVersion()),
                        it.monitors(),
                        caller(it.team(), it.by()));
            case EndpointEvent.StreamerVersionReported it ->
                new EndpointCommand.ReportStreamerVersion(
                        it.endpoint(), new StreamerVersion(it.after()), caller(it.team(), it.by()));
            case EndpointEvent.StreamerTlsChanged it ->
                new EndpointCommand.ChangeStreamerTls(it.endpoint(), it.after(), caller(it.team(), it.by()));
            case EndpointEvent.StreamerLoginChanged it ->
                new EndpointCommand.ChangeStreamerLogin(it.endpoint(), caller(it.team(), it.by()));
            case EndpointEvent.CodeIssued it ->
                new EndpointCommand.IssueCode(it.endpoint(), it.expiresAt(), caller(it.team(), it.technician()));
            case EndpointEvent.EndpointRetired it ->
                new EndpointCommand.RetireEndpoint(it.endpoint(), caller(it.team(), it.by()));
            case EndpointEvent.EndpointReserved it -> start((SessionEvent.SessionStarted) events.getLast());
            case EndpointEvent.EndpointReleased it -> throw new IllegalStateException("comes of no command alone");
        };
    }

    private Object start(SessionEvent.SessionStarted event) {
        return new SessionCommand.StartSession(
                event.session(),
                event.endpoint(),
                1,
                FrameRate.DEFAULT,
                caller(event.team(), event.technician()),
                event.technicianPlatform(),
                event.viewer(),
                new Reachability.Reachable("3.8", false));
    }

    private Object start(SessionEvent.SessionRefused event) {
        return new SessionCommand.StartSession(
                event.session(),
                event.endpoint(),
                1,
                FrameRate.DEFAULT,
                caller(event.team(), event.technician()),
                event.technicianPlatform(),
                event.viewer(),
                event.code().equals("STREAMER_UNREACHABLE")
                        ? new Reachability.Unreachable("the connection was refused")
                        : new Reachability.Reachable("3.8", event.code().equals("RECORDING_UNAVAILABLE")));
    }

    private Object of(SessionEvent event) {
        return switch (event) {
            case SessionEvent.SessionRefused it -> start(it);
            case SessionEvent.ViewOpened it -> new SessionCommand.OpenView(it.session(), it.view(), it.at());
            case SessionEvent.ViewClosed it -> new SessionCommand.CloseView(it.session(), it.firstPictureAt(), it.at());
            case SessionEvent.SegmentOpened it ->
                new SessionCommand.OpenSegment(it.session(), it.segment(), it.view(), it.at());
            case SessionEvent.SegmentClosed it -> new SessionCommand.CloseSegment(it.session(), it.segment());
            case SessionEvent.SegmentFailed it -> new SessionCommand.FailSegment(it.session(), it.segment(), it.why());
            case SessionEvent.SegmentQuarantined it ->
                new SessionCommand.QuarantineSegment(it.session(), it.segment(), it.why(), it.objects());
            case SessionEvent.SegmentMissing it ->
                new SessionCommand.ReportMissing(it.session(), it.segment(), it.why());
            case SessionEvent.SessionExpiryWarned it -> new SessionCommand.WarnExpiry(it.session(), it.expiresAt());
            case SessionEvent.SessionEnded it ->
                new SessionCommand.EndSession(it.session(), it.reason(), it.detail(), it.lastSeenAt());
            case SessionEvent.HoldPlaced it ->
                new SessionCommand.PlaceHold(
                        it.session(), it.hold(), it.caseName(), it.reason(), caller(it.team(), it.by()));
            case SessionEvent.HoldReleased it ->
                new SessionCommand.ReleaseHold(it.session(), it.hold(), it.reason(), caller(it.team(), it.by()));
            case SessionEvent.SegmentDeletionDecided it -> new SessionCommand.ExpireSegment(it.session(), it.segment());
            case SessionEvent.SegmentDeletionFailed it ->
                new SessionCommand.ReportFailedDeletion(it.session(), it.segment(), it.why());
            case SessionEvent.SegmentExpired it -> new SessionCommand.ReportDeletion(it.session(), it.segment());
            case SessionEvent.SessionStarted it -> throw new IllegalStateException("its endpoint is reserved first");
            case SessionEvent.CoverageAssessed it -> throw new IllegalStateException("comes of no command alone");
        };
    }

    private Object of(LinkEvent event) {
        return switch (event) {
            case LinkEvent.LinkIssued it ->
                new LinkCommand.IssueLink(
                        it.link(), it.session(), it.segment(), it.purpose(), caller(it.team(), it.by()));
            case LinkEvent.LinkRefused it ->
                new LinkCommand.IssueLink(
                        it.link(), it.session(), it.segment(), it.purpose(), caller(it.team(), it.by()));
            case LinkEvent.RecordingServed it ->
                new LinkCommand.ReportServed(it.link(), it.relay(), it.number(), it.ranges(), it.at());
            case LinkEvent.RecordingPlayed it ->
                new LinkCommand.ReportPlayed(it.link(), it.parts(), caller(it.team(), it.by()));
        };
    }
}
