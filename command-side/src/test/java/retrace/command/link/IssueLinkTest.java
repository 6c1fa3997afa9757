package retrace.command.link;

import static org.assertj.core.api.Assertions.assertThat;
import static retrace.command.Samples.NOW;
import static retrace.command.Samples.OWNER;
import static retrace.command.Samples.SECOND_SEGMENT;
import static retrace.command.Samples.SEGMENT;
import static retrace.command.Samples.SESSION;
import static retrace.command.Samples.TEAM;
import static retrace.command.Samples.VIEW;
import static retrace.command.Samples.caller;
import static retrace.command.Samples.change;
import static retrace.command.Samples.closed;
import static retrace.command.Samples.createTeam;
import static retrace.command.Samples.recording;
import static retrace.command.Samples.registerEndpoint;
import static retrace.command.Samples.startSession;
import static retrace.command.Samples.strangerNamedLike;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import retrace.command.CommandSide;
import retrace.kernel.id.LinkId;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;
import retrace.kernel.link.LinkCommand.IssueLink;
import retrace.kernel.link.LinkCommand.ReportServed;
import retrace.kernel.link.LinkEvent.LinkIssued;
import retrace.kernel.link.LinkEvent.LinkRefused;
import retrace.kernel.link.LinkEvent.RecordingServed;
import retrace.kernel.link.LinkOutcome;
import retrace.kernel.link.Purpose;
import retrace.kernel.link.ServedRange;
import retrace.kernel.session.SessionCommand.CloseSegment;
import retrace.kernel.session.SessionCommand.OpenSegment;
import retrace.kernel.session.SessionCommand.QuarantineSegment;
import retrace.kernel.session.SessionCommand.ReportMissing;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.Caller;
import retrace.kernel.team.PlaybackPermission;
import retrace.kernel.team.Role;
import retrace.kernel.team.TeamSetting;

class IssueLinkTest {

    private static final LinkId LINK = new LinkId("link-00000000-0000-0000-0000-00000000000b");
    private static final Caller ASKING_OWNER = caller(OWNER, Role.OWNER);
    private static final String UNKNOWN =
            "There is no such finished recording in your team. Choose one from the list of recordings.";

    private final CommandSide commandSide = CommandSide.started()
            .given(
                    createTeam(),
                    recording(AccessKind.UNATTENDED, true),
                    registerEndpoint(),
                    startSession(),
                    new OpenSegment(SESSION, SEGMENT, VIEW, NOW),
                    new CloseSegment(SESSION, closed(SEGMENT, "1".repeat(64), null)),
                    new OpenSegment(SESSION, SECOND_SEGMENT, VIEW, NOW));

    @AfterEach
    void close() {
        commandSide.close();
    }

    private static IssueLink issue(SessionId session, SegmentId segment, Caller caller) {
        return new IssueLink(LINK, session, segment, Purpose.DOWNLOAD, caller);
    }

    @Test
    void theOwnerGetsOneForAClosedSegment() {
        Object outcome = commandSide.when(issue(SESSION, SEGMENT, ASKING_OWNER));

        assertThat(outcome)
                .isEqualTo(new LinkOutcome.Issued("team/session/" + SEGMENT + ".mp4", 7, NOW.plusSeconds(600)));
        commandSide
                .thenEvents()
                .containsExactly(new LinkIssued(
                        LINK, TEAM, SESSION, SEGMENT, Purpose.DOWNLOAD, OWNER, NOW.plusSeconds(600), NOW));
    }

    @ParameterizedTest
    @EnumSource(names = {"ADMIN", "MEMBER"})
    void anotherRoleIsRefusedAndThatIsAnEvent(Role role) {
        Object outcome = commandSide.when(issue(SESSION, SEGMENT, caller(OWNER, role)));

        String message = "Only owners of your team may download recordings of unattended access. Ask one of them.";
        assertThat(outcome).isEqualTo(new LinkOutcome.Refused("ROLE_NOT_ALLOWED", message));
        commandSide
                .thenEvents()
                .containsExactly(new LinkRefused(
                        LINK, TEAM, SESSION, SEGMENT, Purpose.DOWNLOAD, OWNER, "ROLE_NOT_ALLOWED", message, NOW));
    }

    @Test
    void nobodyGetsOneForARecordingThatIsMissingOrDamaged() {
        commandSide.given(
                new ReportMissing(SESSION, SEGMENT, "It is gone."),
                new QuarantineSegment(SESSION, SECOND_SEGMENT, "It is damaged.", List.of()));

        assertThat(commandSide.when(issue(SESSION, SEGMENT, ASKING_OWNER)))
                .extracting("code")
                .isEqualTo("RECORDING_MISSING");
        assertThat(commandSide.when(
                        new IssueLink(LinkId.create(), SESSION, SECOND_SEGMENT, Purpose.DOWNLOAD, ASKING_OWNER)))
                .extracting("code")
                .isEqualTo("RECORDING_DAMAGED");
    }

    @ParameterizedTest
    @CsvSource({
        "ADMINS_AND_OWNER, ADMIN, true",
        "ADMINS_AND_OWNER, MEMBER, false",
        "MEMBERS_ADMINS_AND_OWNER, MEMBER, true"
    })
    void theTeamSaysWhichRolesGetOne(PlaybackPermission permission, Role role, boolean issued) {
        commandSide.given(change(new TeamSetting.PlaybackPermitted(AccessKind.UNATTENDED, permission)));

        Object outcome = commandSide.when(issue(SESSION, SEGMENT, caller(OWNER, role)));

        assertThat(outcome instanceof LinkOutcome.Issued).isEqualTo(issued);
    }

    @Test
    void whatTheTeamSaysOfTheOtherAccessKindDoesNotCount() {
        commandSide.given(change(
                new TeamSetting.PlaybackPermitted(AccessKind.ATTENDED, PlaybackPermission.MEMBERS_ADMINS_AND_OWNER)));

        assertThat(commandSide.when(issue(SESSION, SEGMENT, caller(OWNER, Role.MEMBER))))
                .isInstanceOf(LinkOutcome.Refused.class);
    }

    @Test
    void whatWasServedIsToldOnceForEachReport() {
        commandSide.given(issue(SESSION, SEGMENT, ASKING_OWNER));
        ReportServed first = served(1);

        commandSide.when(first);
        commandSide.when(first);
        commandSide.when(served(2));

        commandSide.thenEvents().hasSize(2).extracting("number").containsExactly(1, 2);
        commandSide
                .thenEvents()
                .first()
                .isEqualTo(new RecordingServed(
                        LINK,
                        TEAM,
                        SESSION,
                        SEGMENT,
                        Purpose.DOWNLOAD,
                        OWNER,
                        "relay-1",
                        1,
                        List.of(new ServedRange(0, 100, 0, 1000)),
                        NOW));
    }

    private static ReportServed served(int number) {
        return new ReportServed(LINK, "relay-1", number, List.of(new ServedRange(0, 100, 0, 1000)), NOW);
    }

    @Test
    void anOpenSegmentIsRefused() {
        assertUnknown(issue(SESSION, SECOND_SEGMENT, ASKING_OWNER));
    }

    @Test
    void anUnknownSegmentIsRefused() {
        assertUnknown(issue(SESSION, SegmentId.create(), ASKING_OWNER));
    }

    @Test
    void anUnknownSessionIsRefused() {
        assertUnknown(issue(SessionId.create(), SEGMENT, ASKING_OWNER));
    }

    @Test
    void anotherTeamsSegmentIsRefusedAsUnknown() {
        assertUnknown(issue(SESSION, SEGMENT, strangerNamedLike(OWNER)));
    }

    private void assertUnknown(IssueLink command) {
        assertThat(commandSide.when(command)).isEqualTo(new LinkOutcome.Refused("UNKNOWN_SEGMENT", UNKNOWN));
        commandSide
                .thenEvents()
                .singleElement()
                .isEqualTo(new LinkRefused(
                        LINK,
                        command.caller().team(),
                        command.session(),
                        command.segment(),
                        Purpose.DOWNLOAD,
                        OWNER,
                        "UNKNOWN_SEGMENT",
                        UNKNOWN,
                        NOW));
    }
}
