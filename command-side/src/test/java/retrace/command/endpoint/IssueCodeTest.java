package retrace.command.endpoint;

import static retrace.command.Samples.CLOCK;
import static retrace.command.Samples.ENDPOINT;
import static retrace.command.Samples.NOW;
import static retrace.command.Samples.OWNER;
import static retrace.command.Samples.SESSION;
import static retrace.command.Samples.TEAM;
import static retrace.command.Samples.TECHNICIAN;
import static retrace.command.Samples.caller;
import static retrace.command.Samples.strangerNamedLike;

import java.time.Instant;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import retrace.command.CommandRefused;
import retrace.kernel.endpoint.EndpointCommand.IssueCode;
import retrace.kernel.endpoint.EndpointEvent.CodeIssued;
import retrace.kernel.endpoint.EndpointEvent.EndpointRegistered;
import retrace.kernel.endpoint.EndpointEvent.EndpointReleased;
import retrace.kernel.endpoint.EndpointEvent.EndpointReserved;
import retrace.kernel.endpoint.EndpointEvent.EndpointRetired;
import retrace.kernel.endpoint.Monitor;
import retrace.kernel.endpoint.StreamerAddress;
import retrace.kernel.platform.Platform;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.Caller;
import retrace.kernel.team.Role;

class IssueCodeTest {

    private static final Instant EXPIRES_AT = NOW.plusSeconds(900);
    private static final Monitor DIALS_IN = new Monitor(1, "Main", null);
    private static final Monitor DIALLED = new Monitor(1, "Main", new StreamerAddress("10.0.0.7", 5900));
    private static final EndpointReserved RESERVED = new EndpointReserved(ENDPOINT, TEAM, SESSION, OWNER, NOW);
    private static final String UNKNOWN =
            "There is no such computer in your team. Choose one from the list of computers.";

    private final FixtureConfiguration<Endpoint> endpoint =
            new AggregateTestFixture<>(Endpoint.class).registerInjectableResource(CLOCK);

    private static EndpointRegistered registered(AccessKind kind, Monitor monitor) {
        return new EndpointRegistered(
                ENDPOINT, TEAM, "Reception", Platform.WINDOWS, kind, null, List.of(monitor), OWNER, NOW);
    }

    private static EndpointRegistered attended() {
        return registered(AccessKind.ATTENDED, DIALS_IN);
    }

    private static IssueCode by(Caller caller) {
        return new IssueCode(ENDPOINT, EXPIRES_AT, caller);
    }

    private static IssueCode byTechnician() {
        return by(caller(TECHNICIAN, Role.MEMBER));
    }

    @Test
    void isTold() {
        endpoint.given(attended())
                .when(byTechnician())
                .expectEvents(new CodeIssued(ENDPOINT, TEAM, TECHNICIAN, EXPIRES_AT, NOW));
    }

    @Test
    void isToldEachTime() {
        CodeIssued issued = new CodeIssued(ENDPOINT, TEAM, TECHNICIAN, EXPIRES_AT, NOW);

        endpoint.given(attended(), issued).when(byTechnician()).expectEvents(issued);
    }

    @Test
    void isToldAfterASession() {
        endpoint.given(attended(), RESERVED, new EndpointReleased(ENDPOINT, TEAM, SESSION, NOW))
                .when(byTechnician())
                .expectEvents(new CodeIssued(ENDPOINT, TEAM, TECHNICIAN, EXPIRES_AT, NOW));
    }

    static List<EndpointRegistered> reachedWithoutACode() {
        return List.of(
                registered(AccessKind.UNATTENDED, DIALS_IN),
                registered(AccessKind.UNATTENDED, DIALLED),
                registered(AccessKind.ATTENDED, DIALLED));
    }

    @ParameterizedTest
    @MethodSource("reachedWithoutACode")
    void isRefusedForComputersThatAreReachedWithoutOne(EndpointRegistered registered) {
        endpoint.given(registered)
                .when(byTechnician())
                .expectNoEvents()
                .expectException(CommandRefused.class)
                .expectExceptionDetails(new CommandRefused.Reason(
                        "NOT_ATTENDED",
                        "Reception is reached without a code. Connect to it from the list of computers."));
    }

    @Test
    void isRefusedDuringASession() {
        endpoint.given(attended(), RESERVED)
                .when(byTechnician())
                .expectNoEvents()
                .expectExceptionDetails(new CommandRefused.Reason(
                        "ENDPOINT_BUSY", "Reception is in a session with Olga Owner. End that session first."));
    }

    @Test
    void isRefusedToAnotherTeamInTheWordsForWhatDoesNotExist() {
        endpoint.given(attended())
                .when(by(strangerNamedLike(TECHNICIAN)))
                .expectNoEvents()
                .expectExceptionDetails(new CommandRefused.Reason("UNKNOWN_ENDPOINT", UNKNOWN));
    }

    @Test
    void isRefusedForARetiredComputer() {
        endpoint.given(attended(), new EndpointRetired(ENDPOINT, TEAM, OWNER, NOW))
                .when(byTechnician())
                .expectNoEvents()
                .expectExceptionDetails(new CommandRefused.Reason("UNKNOWN_ENDPOINT", UNKNOWN));
    }
}
