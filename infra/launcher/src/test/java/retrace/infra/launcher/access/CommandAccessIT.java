package retrace.infra.launcher.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import retrace.infra.launcher.access.AccessTable.Command;
import retrace.infra.launcher.testing.DemoRetrace;
import retrace.kernel.endpoint.EndpointCommand;
import retrace.kernel.link.LinkCommand;
import retrace.kernel.session.SessionCommand;
import retrace.kernel.team.Caller;
import retrace.kernel.team.Role;
import retrace.kernel.team.TeamCommand;

/** Every row of the table of commands, sent past all routes with every role, by an operator and by another team. */
@ResourceLock(DemoRetrace.SHARED)
@SuppressWarnings("NullAway.Init") // made before all
class CommandAccessIT {

    private static final String REFUSED = "ROLE_NOT_ALLOWED";

    @RegisterExtension
    static final DemoRetrace DEMO = new DemoRetrace();

    private static Attempts attempts;

    @BeforeAll
    static void makeATeam() {
        attempts = new Attempts(DEMO.running().application().getBean(CommandGateway.class));
    }

    private static List<Class<?>> commands() {
        return Stream.of(TeamCommand.class, EndpointCommand.class, SessionCommand.class, LinkCommand.class)
                .<Class<?>>flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
                .toList();
    }

    @Test
    void theTableHasEveryCommandAndNoOther() throws IOException {
        assertThat(AccessTable.commands().stream().map(Command::name))
                .containsExactlyInAnyOrderElementsOf(
                        commands().stream().map(Class::getSimpleName).toList());
    }

    /** Where it carries none, no decision could look at a role. */
    @Test
    void theTableHasRolesWhereTheCommandCarriesItsCaller() throws IOException {
        List<String> withCaller = commands().stream()
                .filter(command -> Arrays.stream(command.getRecordComponents())
                        .anyMatch(component -> component.getType().equals(Caller.class)))
                .map(Class::getSimpleName)
                .toList();

        assertThat(AccessTable.commands().stream()
                        .filter(command -> !command.roles().isEmpty())
                        .map(Command::name))
                .containsExactlyInAnyOrderElementsOf(withCaller);
    }

    @TestFactory
    Stream<DynamicTest> eachCommandIsDoneForTheRolesThatTheTableNames() throws IOException {
        return AccessTable.commands().stream()
                .filter(command -> !command.roles().isEmpty())
                .flatMap(command -> Arrays.stream(Role.values())
                        .map(role -> dynamicTest(command.name() + " as " + role, () -> tryAs(role, command))));
    }

    private static void tryAs(Role role, Command command) {
        assertThat(attempts.send(attempts.by(attempts.as(role), command.name())))
                .isEqualTo(command.roles().contains(role.name()) ? Attempts.DONE : REFUSED);
    }

    @TestFactory
    Stream<DynamicTest> eachCommandOfTheOperatorsIsDoneWithoutACaller() throws IOException {
        return AccessTable.commands().stream()
                .filter(command -> command.isSentBy("operator"))
                .map(command -> dynamicTest(
                        command.name(),
                        () -> assertThat(attempts.send(attempts.byOperator(command.name())))
                                .isEqualTo(Attempts.DONE)));
    }

    @TestFactory
    Stream<DynamicTest> anotherTeamsOwnerIsRefusedAsTheTableSays() throws IOException {
        return AccessTable.commands().stream()
                .flatMap(command -> command.otherTeam().stream()
                        .map(code -> dynamicTest(command.name(), () -> tryAsStranger(command, code))));
    }

    private static void tryAsStranger(Command command, String code) {
        assertThat(attempts.send(attempts.by(attempts.ownerOfAnotherTeam(), command.name())))
                .isEqualTo(code);
    }

    /** RegisterEndpoint alone names nothing that a team could have. */
    @Test
    void theTableSaysOfEachCommandWithACallerWhatAnotherTeamIsTold() throws IOException {
        assertThat(AccessTable.commands().stream()
                        .filter(command -> !command.roles().isEmpty()
                                && command.otherTeam().isEmpty())
                        .map(Command::name))
                .containsExactly("RegisterEndpoint");
    }
}
