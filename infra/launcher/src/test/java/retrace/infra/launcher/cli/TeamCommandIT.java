package retrace.infra.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import picocli.CommandLine;
import retrace.command.team.Accounts;
import retrace.infra.launcher.testing.DemoRetrace;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.Caller;
import retrace.kernel.team.TeamCommand.ChangeSetting;
import retrace.kernel.team.TeamSetting;

/** {@code retrace team} as an operator types it. */
@ResourceLock(DemoRetrace.SHARED)
class TeamCommandIT {

    private static final Pattern TEAM = Pattern.compile("(team-[-0-9a-f]{36})\\R");

    @RegisterExtension
    static final DemoRetrace DEMO = new DemoRetrace();

    /** Nobody else's team. */
    private final String name = "Team " + UUID.randomUUID();

    private record Printed(int exitCode, String out, String err) {}

    private static Printed type(String... words) {
        return typeTo(DEMO.running().consoleAddress(), DEMO.folder(), words);
    }

    private static Printed typeTo(String url, Path data, String... words) {
        List<String> arguments = new ArrayList<>(List.of("team"));
        arguments.addAll(List.of(words));
        arguments.addAll(List.of("--url", url, "--data", data.toString()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = Retrace.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return new Printed(commandLine.execute(arguments.toArray(String[]::new)), out.toString(), err.toString());
    }

    @Test
    void createPrintsTheTeamAndItsOwnersPasswordWhichIsGoodToSignIn() {
        String owner = "owner-" + UUID.randomUUID();

        Printed created = type("create", name, "--owner", owner);

        assertThat(created.exitCode()).isZero();
        Matcher printed =
                Pattern.compile(TEAM + "\\R {2}" + owner + " {2}(\\S+)\\R").matcher(created.out());
        assertThat(printed.matches()).as(created.out()).isTrue();
        assertThat(created.err()).isEmpty();
        assertThat(new Api(URI.create(DEMO.running().consoleAddress()), owner, printed.group(2)))
                .satisfies(api -> assertThat(api.get("/api/me").path("teamName").asString())
                        .isEqualTo(name));
    }

    @Test
    void createWithoutAnOwnerPrintsTheTeamAlone() {
        assertThat(type("create", name).out()).matches(TEAM);
    }

    @Test
    void createRefusesAnOwnersNameThatIsTaken() {
        Printed refused = type("create", name, "--owner", "demo-owner");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err().lines())
                .containsExactly("Somebody has the sign-in name demo-owner already. Choose another.");
    }

    @Test
    void listHasEachTeamWithTheNumberOfItsAccounts() {
        String team = type("create", name, "--owner", "owner-" + UUID.randomUUID())
                .out()
                .lines()
                .findFirst()
                .orElseThrow();

        Printed listed = type("list");

        assertThat(listed.exitCode()).isZero();
        assertThat(listed.out().lines()).contains(team + "    1 account(s)  " + name);
    }

    @Test
    void planIsThatOfTheTeamFromThenOn() {
        type("create", name, "--owner", name.replace(' ', '-'), "--plan", "business");
        Accounts accounts = DEMO.running().application().getBean(Accounts.class);
        CommandGateway commands = DEMO.running().application().getBean(CommandGateway.class);
        Caller owner =
                accounts.findBySignInName(name.replace(' ', '-')).orElseThrow().caller();

        Printed changed = type("plan", name, "--plan", "ENTERPRISE", "--add-on", "CLOUD_SESSION_RECORDING");

        assertThat(changed).isEqualTo(new Printed(0, "", ""));
        // refused on any other plan
        commands.sendAndWait(
                new ChangeSetting(owner.team(), new TeamSetting.RecordingOn(AccessKind.ATTENDED, true), owner));
    }

    @Test
    void aPlanThatIsNoneIsNotUnderstood() {
        Printed refused = type("plan", name, "--plan", "GOLD");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("--plan", "'GOLD'", "BUSINESS, ENTERPRISE");
    }

    @Test
    void aTeamThatIsNotThereIsSaidSo() {
        Printed refused = type("plan", name);

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err().lines()).containsExactly("There is no team " + name + ". See: retrace team list");
    }

    @Test
    void aNameThatTwoTeamsHaveIsNotGuessedAt() {
        type("create", name);
        type("create", name);

        Printed refused = type("plan", name);

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err().lines()).containsExactly("Several teams are named " + name + ". Give the identifier.");
    }

    @Test
    void aServerThatIsNotThereIsSaidSo() {
        String nowhere = "http://127.0.0.1:1";
        for (String[] words : new String[][] {{"list"}, {"create", name}, {"plan", name}}) {
            Printed failed = typeTo(nowhere, DEMO.folder(), words);

            assertThat(failed.exitCode()).isEqualTo(1);
            assertThat(failed.out()).isEmpty();
            assertThat(failed.err().lines())
                    .containsExactly(
                            "Retrace cannot be reached at " + nowhere + ". Is it running? Say where with --url.");
        }
    }

    @Test
    void withoutTheOperatorsKeyNothingIsAsked(@TempDir Path empty) {
        Printed failed = typeTo(DEMO.running().consoleAddress(), empty, "list");

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err()).startsWith("There is no operator's key in " + empty + ". Say with --data where");
    }
}
