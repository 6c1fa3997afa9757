package retrace.infra.launcher.access;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import retrace.command.CommandRefused;
import retrace.kernel.endpoint.EndpointCommand.ChangeStreamerLogin;
import retrace.kernel.endpoint.EndpointCommand.ChangeStreamerTls;
import retrace.kernel.endpoint.EndpointCommand.IssueCode;
import retrace.kernel.endpoint.EndpointCommand.RegisterEndpoint;
import retrace.kernel.endpoint.EndpointCommand.ReportStreamerVersion;
import retrace.kernel.endpoint.EndpointCommand.RetireEndpoint;
import retrace.kernel.endpoint.Monitor;
import retrace.kernel.endpoint.Reachability;
import retrace.kernel.endpoint.StreamerAddress;
import retrace.kernel.endpoint.StreamerTls;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.EndpointId;
import retrace.kernel.id.HoldId;
import retrace.kernel.id.LinkId;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.link.LinkCommand.IssueLink;
import retrace.kernel.link.LinkCommand.ReportPlayed;
import retrace.kernel.link.LinkOutcome;
import retrace.kernel.link.PlayedPart;
import retrace.kernel.link.Purpose;
import retrace.kernel.platform.Platform;
import retrace.kernel.platform.StreamerVersion;
import retrace.kernel.recording.CloseReason;
import retrace.kernel.recording.ClosedSegment;
import retrace.kernel.recording.FrameRate;
import retrace.kernel.recording.StoredObject;
import retrace.kernel.recording.View;
import retrace.kernel.session.EndReason;
import retrace.kernel.session.SessionCommand.CloseSegment;
import retrace.kernel.session.SessionCommand.EndSession;
import retrace.kernel.session.SessionCommand.OpenSegment;
import retrace.kernel.session.SessionCommand.OpenView;
import retrace.kernel.session.SessionCommand.PlaceHold;
import retrace.kernel.session.SessionCommand.ReleaseHold;
import retrace.kernel.session.SessionCommand.StartSession;
import retrace.kernel.session.StartOutcome;
import retrace.kernel.session.ViewerKind;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.AddOn;
import retrace.kernel.team.Caller;
import retrace.kernel.team.Plan;
import retrace.kernel.team.Role;
import retrace.kernel.team.TeamCommand.AddAccount;
import retrace.kernel.team.TeamCommand.ChangePlan;
import retrace.kernel.team.TeamCommand.ChangeRole;
import retrace.kernel.team.TeamCommand.ChangeSetting;
import retrace.kernel.team.TeamCommand.CreateTeam;
import retrace.kernel.team.TeamCommand.RemoveAccount;
import retrace.kernel.team.TeamSetting;

/**
 * Commands to a team of their own, each with something new to work on, so that it is done unless its caller may not have
 * it.
 */
final class Attempts {

    static final String DONE = "done";

    private static final StreamerVersion VERSION = new StreamerVersion("99.0");
    private static final View VIEW = new View(1, "Main", FrameRate.DEFAULT, 640, 480);
    private static final Instant FIRST_FRAME_AT = Instant.parse("2026-11-24T10:20:30Z");

    private final CommandGateway commands;
    private final TeamId team = TeamId.create();
    private final SessionId session;
    private final SegmentId segment = SegmentId.create();

    Attempts(CommandGateway commands) {
        this.commands = commands;
        require(new CreateTeam(team, "Commands' team", Plan.ENTERPRISE, Set.of(AddOn.CLOUD_SESSION_RECORDING)));
        require(new ChangeSetting(team, new TeamSetting.RecordingOn(AccessKind.UNATTENDED, true), owner()));
        session = recorded();
    }

    Caller as(Role role) {
        return new Caller(team, AccountId.create(), "Somebody", role);
    }

    private Caller owner() {
        return as(Role.OWNER);
    }

    Caller ownerOfAnotherTeam() {
        return new Caller(TeamId.create(), AccountId.create(), "Stranger", Role.OWNER);
    }

    /** @return the refusal's code, or {@link #DONE} */
    String send(Object command) {
        try {
            Object answer = commands.sendAndWait(command);
            if (command instanceof StartSession start && answer instanceof StartOutcome.Admitted) {
                end(start.session());
            }
            if (answer instanceof StartOutcome.Refused refused) {
                return refused.code();
            }
            return answer instanceof LinkOutcome.Refused refused ? refused.code() : DONE;
        } catch (CommandExecutionException e) {
            return CommandRefused.reasonOf(e).orElseThrow(() -> e).code();
        }
    }

    private void require(Object command) {
        String outcome = send(command);
        if (!outcome.equals(DONE)) {
            throw new IllegalStateException(command + " was refused: " + outcome);
        }
    }

    Object byOperator(String command) {
        return switch (command) {
            case "CreateTeam" -> new CreateTeam(TeamId.create(), "Another", Plan.BUSINESS, Set.of());
            case "ChangePlan" -> new ChangePlan(team, Plan.ENTERPRISE, Set.of(AddOn.CLOUD_SESSION_RECORDING));
            default -> onAccount(command, null);
        };
    }

    Object by(Caller caller, String command) {
        return switch (command) {
            case "ChangeSetting" -> new ChangeSetting(team, new TeamSetting.DaysKept(30), caller);
            case "RegisterEndpoint" -> register(AccessKind.UNATTENDED, caller);
            case "ReportStreamerVersion" ->
                new ReportStreamerVersion(unattended(), new StreamerVersion("99.1"), caller);
            case "ChangeStreamerTls" ->
                new ChangeStreamerTls(unattended(), new StreamerTls(StreamerTls.Rule.ENCRYPTED, null), caller);
            case "ChangeStreamerLogin" -> new ChangeStreamerLogin(unattended(), caller);
            case "IssueCode" -> new IssueCode(attended(), FIRST_FRAME_AT, caller);
            case "RetireEndpoint" -> new RetireEndpoint(unattended(), caller);
            case "StartSession" -> start(SessionId.create(), caller);
            case "PlaceHold" -> new PlaceHold(session, HoldId.create(), "Case", "Reason", caller);
            case "ReleaseHold" -> new ReleaseHold(session, held(), "Reason", caller);
            case "IssueLink" -> new IssueLink(LinkId.create(), session, segment, Purpose.PLAY, caller);
            case "ReportPlayed" -> new ReportPlayed(linkOf(caller), List.of(new PlayedPart(0, 1000)), caller);
            default -> onAccount(command, caller);
        };
    }

    private Object onAccount(String command, @Nullable Caller by) {
        return switch (command) {
            case "AddAccount" -> new AddAccount(team, AccountId.create(), "ada", "Ada", Role.MEMBER, by);
            case "ChangeRole" -> new ChangeRole(team, member(), Role.ADMIN, by);
            case "RemoveAccount" -> new RemoveAccount(team, member(), by);
            default -> throw new IllegalArgumentException("how is " + command + " tried?");
        };
    }

    private AccountId member() {
        AccountId account = AccountId.create();
        require(new AddAccount(team, account, "ben", "Ben", Role.MEMBER, null));
        return account;
    }

    private HoldId held() {
        HoldId hold = HoldId.create();
        require(new PlaceHold(session, hold, "Case", "Reason", owner()));
        return hold;
    }

    /** Issued to an account of the team with the caller's identifier, from when it was an owner's. */
    private LinkId linkOf(Caller caller) {
        LinkId link = LinkId.create();
        require(new IssueLink(
                link, session, segment, Purpose.PLAY, new Caller(team, caller.account(), caller.name(), Role.OWNER)));
        return link;
    }

    private EndpointId unattended() {
        RegisterEndpoint command = register(AccessKind.UNATTENDED, owner());
        require(command);
        return command.endpoint();
    }

    private EndpointId attended() {
        RegisterEndpoint command = register(AccessKind.ATTENDED, owner());
        require(command);
        return command.endpoint();
    }

    private static RegisterEndpoint register(AccessKind kind, Caller caller) {
        @Nullable
        StreamerAddress address = switch (kind) {
            case ATTENDED -> null; // dials in, with a code
            case UNATTENDED -> new StreamerAddress("127.0.0.1", 5900);
        };
        return new RegisterEndpoint(
                EndpointId.create(),
                "Computer",
                Platform.LINUX,
                kind,
                VERSION,
                List.of(new Monitor(1, "Main", address)),
                caller);
    }

    private StartSession start(SessionId started, Caller caller) {
        return new StartSession(
                started,
                unattended(),
                1,
                FrameRate.DEFAULT,
                caller,
                Platform.WINDOWS,
                ViewerKind.CONSOLE,
                new Reachability.Reachable("3.8"));
    }

    private void end(SessionId running) {
        commands.sendAndWait(new EndSession(running, EndReason.ENDED_BY_REQUEST, "It was only tried."));
    }

    /** A session with one finished recording. */
    private SessionId recorded() {
        SessionId recorded = SessionId.create();
        commands.sendAndWait(start(recorded, owner()));
        require(new OpenView(recorded, VIEW, FIRST_FRAME_AT));
        require(new OpenSegment(recorded, segment, VIEW, FIRST_FRAME_AT));
        require(new CloseSegment(
                recorded,
                new ClosedSegment(
                        segment,
                        VIEW,
                        FIRST_FRAME_AT,
                        FIRST_FRAME_AT.plusSeconds(1),
                        FIRST_FRAME_AT.plusSeconds(2),
                        2,
                        CloseReason.SESSION_ENDED,
                        new StoredObject(segment + ".mp4", 1, 100, "e3069283", "0".repeat(64)),
                        null)));
        end(recorded);
        return recorded;
    }
}
