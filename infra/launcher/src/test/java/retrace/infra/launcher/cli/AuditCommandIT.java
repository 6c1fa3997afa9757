package retrace.infra.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import retrace.infra.launcher.testing.DemoRetrace;
import retrace.kernel.endpoint.EndpointCommand.RegisterEndpoint;
import retrace.kernel.endpoint.Monitor;
import retrace.kernel.endpoint.Reachability;
import retrace.kernel.endpoint.StreamerAddress;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.EndpointId;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.platform.Platform;
import retrace.kernel.platform.StreamerVersion;
import retrace.kernel.recording.FrameRate;
import retrace.kernel.recording.View;
import retrace.kernel.session.EndReason;
import retrace.kernel.session.SessionCommand.EndSession;
import retrace.kernel.session.SessionCommand.OpenView;
import retrace.kernel.session.SessionCommand.StartSession;
import retrace.kernel.session.ViewerKind;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.AddOn;
import retrace.kernel.team.Caller;
import retrace.kernel.team.Plan;
import retrace.kernel.team.Role;
import retrace.kernel.team.TeamCommand.ChangeSetting;
import retrace.kernel.team.TeamCommand.CreateTeam;
import retrace.kernel.team.TeamSetting;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code retrace audit} as an auditor types it, beside a Retrace that runs and over what that has stored itself. */
@ResourceLock(DemoRetrace.SHARED)
@SuppressWarnings("NullAway.Init") // made before all
class AuditCommandIT {

    private static final View VIEW = new View(1, "Main", FrameRate.DEFAULT, 640, 480);

    @RegisterExtension
    static final DemoRetrace DEMO = new DemoRetrace();

    private static TeamId team;
    private static Caller owner;
    private static EndpointId desk;
    private static SessionId session;

    /** A team of this test's own, with one recorded session. */
    @BeforeAll
    static void fill() {
        CommandGateway commands = DEMO.running().application().getBean(CommandGateway.class);
        team = TeamId.create();
        owner = new Caller(team, AccountId.create(), "Ada Auditee", Role.OWNER);
        desk = EndpointId.create();
        session = SessionId.create();
        commands.sendAndWait(new CreateTeam(team, "Audited", Plan.ENTERPRISE, Set.of(AddOn.CLOUD_SESSION_RECORDING)));
        commands.sendAndWait(new ChangeSetting(team, new TeamSetting.RecordingOn(AccessKind.UNATTENDED, true), owner));
        commands.sendAndWait(new RegisterEndpoint(
                desk,
                "Desk",
                Platform.LINUX,
                AccessKind.UNATTENDED,
                new StreamerVersion("9.9"),
                List.of(new Monitor(1, "Main", new StreamerAddress("127.0.0.1", 5900))),
                owner));
        commands.sendAndWait(new StartSession(
                session,
                desk,
                1,
                FrameRate.DEFAULT,
                owner,
                Platform.WINDOWS,
                ViewerKind.CONSOLE,
                new Reachability.Reachable("3.8")));
        commands.sendAndWait(new OpenView(session, VIEW, Instant.now()));
        commands.sendAndWait(new EndSession(session, EndReason.ENDED_BY_REQUEST, "Ada ended it."));
    }

    private static Typed audit(String... words) {
        List<String> all = new ArrayList<>(List.of("audit"));
        all.addAll(List.of(words));
        all.addAll(List.of("--data", DEMO.folder().toString()));
        return Typed.type(all.toArray(String[]::new));
    }

    @Test
    void aSessionIsReplayedInWords() {
        Typed replayed = audit("replay", "--session", session.value());

        assertThat(replayed.err()).isEmpty();
        assertThat(replayed.exitCode()).isZero();
        assertThat(replayed.out().lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line).contains("Computer taken", "Ada Auditee", desk.value()),
                        line -> assertThat(line)
                                .contains("Session admitted", "Ada Auditee", "to Desk: Linux", "; recorded"),
                        line -> assertThat(line).contains("Desktop shown", "Monitor 1 (Main), 640 × 480"),
                        line -> assertThat(line).contains("Session ended", "ended by request: Ada ended it."),
                        line -> assertThat(line).contains("Computer free again"));
    }

    @Test
    void whatMadeTheSettingsIsToldFirst() {
        assertThat(audit("replay", "--session", session.value(), "--with-settings")
                        .out()
                        .lines()
                        .limit(2))
                .satisfiesExactly(
                        line -> assertThat(line).contains("Team created", "Audited, plan enterprise"),
                        line -> assertThat(line)
                                .contains("Setting changed", "sessions are recorded, unattended access: false → true"));
    }

    @Test
    void asJsonEachEventIsWhatIsStored() {
        List<JsonNode> events = audit("replay", "--team", team.value(), "--json")
                .out()
                .lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();

        assertThat(events).hasSize(8);
        assertThat(events.getFirst().path("event").asString()).isEqualTo("team-created");
        assertThat(events.getFirst().path("data").path("name").asString()).isEqualTo("Audited");
        assertThat(events).extracting(event -> event.path("position").asLong()).isSorted();
        assertThat(events.getLast().path("data").path("session").asString()).isEqualTo(session.value());
    }

    @Test
    void aComputerAndATechnicianHaveTheirSessions() {
        assertThat(audit("replay", "--endpoint", desk.value()).out().lines()).hasSize(6);
        assertThat(audit("replay", "--technician", owner.account().value())
                        .out()
                        .lines())
                .hasSize(7);
    }

    @Test
    void whatHadNotHappenedYetIsNotTold() {
        Typed before = audit("replay", "--team", team.value(), "--at", "2020-01-01", "--zone", "Europe/Vienna");

        assertThat(before.exitCode()).isZero();
        assertThat(before.out()).isEmpty();
    }

    @Test
    void otherSettingsAreTriedOnWhatHappened() {
        Typed unrecorded =
                audit("dry-run", "--team", team.value(), "--from", "2020-01-01", "--setting", "RECORDING_ON=false");
        Typed elsewhere = audit(
                "dry-run",
                "--team",
                team.value(),
                "--from",
                "2020-01-01",
                "--setting",
                "TECHNICIAN_PLATFORMS=LINUX",
                "--json");
        Typed same = audit("dry-run", "--team", team.value(), "--from", "2020-01-01", "--setting", "DAYS_KEPT=90");

        assertThat(unrecorded.err()).isEmpty();
        assertThat(unrecorded.out())
                .contains(session.value())
                .contains("1 sessions, of which 1 would have been decided or kept otherwise")
                .contains("1  recorded → not recorded");
        JsonNode judged =
                JsonMapper.shared().readTree(elsewhere.out().lines().findFirst().orElseThrow());
        assertThat(judged.path("before").path("decision").asString()).isEqualTo("RECORDED");
        assertThat(judged.path("after").path("decision").asString()).isEqualTo("REFUSED");
        assertThat(judged.path("after").path("message").asString()).startsWith("You work on Windows.");
        assertThat(same.out()).doesNotContain(session.value()).contains("1  recorded → recorded");
    }

    @Test
    void readModelsAreShownAsTheyStood() {
        Typed now = audit("show", "sessions-log", "--team", team.value(), "--json");
        Typed before = audit("show", "sessions-log", "--team", team.value(), "--at", "2020-01-01");
        Typed catalog = audit("show", "recording-catalog", "--session", session.value());

        assertThat(now.err()).isEmpty();
        JsonNode row = JsonMapper.shared().readTree(now.out());
        assertThat(row.path("session").asString()).isEqualTo(session.value());
        assertThat(row.path("endReason").asString()).isEqualTo("ENDED_BY_REQUEST");
        assertThat(before)
                .returns(2, Typed::exitCode)
                .extracting(Typed::err)
                .asString()
                .startsWith("At 2020-01-01T00:00:00Z there was nothing of this team: its history begins at 20");
        assertThat(catalog.out()).contains("session  " + session, "state  ", "rule\n  daysKept  90");
    }

    @Test
    void whatCannotBeShownIsSaidSo() {
        assertThat(audit("show", "weather", "--team", team.value()))
                .returns(2, Typed::exitCode)
                .extracting(Typed::err)
                .asString()
                .startsWith("'weather' is no read model. There are sessions-log, active-sessions, ");
        assertThat(audit("show", "sessions-log").err()).startsWith("Say whose with --team, or with --session.");
        assertThat(audit("show", "sessions-log", "--team", team.value(), "--where", "recording=GONE"))
                .returns(2, Typed::exitCode)
                .extracting(Typed::err)
                .asString()
                .startsWith("'recording' is one of NONE, ");
    }

    @Test
    void settingsThatThereAreNotAreSaidSo() {
        assertThat(audit("dry-run", "--setting", "COLOUR=red"))
                .returns(2, Typed::exitCode)
                .extracting(Typed::err)
                .asString()
                .contains("'COLOUR' is not a setting. There are RECORDING_ON, ");
        assertThat(audit("dry-run", "--setting", "DAYS_KEPT=0").err()).contains("Recordings are kept 1 to 3650 days");
        assertThat(audit("dry-run", "--setting", "TIME_ZONE=UTC").err()).contains("decides about no session");
        assertThat(audit("dry-run").exitCode()).isEqualTo(2);
    }

    @Test
    void whatNobodyKnowsAndWhatMakesNoSenseIsSaidSo() {
        SessionId unknown = SessionId.create();

        assertThat(audit("replay", "--session", unknown.value()))
                .returns(1, Typed::exitCode)
                .extracting(Typed::err)
                .asString()
                .startsWith("No event names " + unknown + ".");
        assertThat(audit("replay", "--session", "7"))
                .returns(2, Typed::exitCode)
                .extracting(Typed::err)
                .asString()
                .contains("'7' is not an identifier of the form session-0000");
        assertThat(audit("replay", "--at", "yesterday"))
                .returns(2, Typed::exitCode)
                .extracting(Typed::err)
                .asString()
                .contains("'yesterday' is no moment for --at. Write 2026-11-24T09:30:00Z");
    }
}
