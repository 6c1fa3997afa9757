package retrace.command.endpoint;

import static retrace.command.Samples.CLOCK;
import static retrace.command.Samples.ENDPOINT;
import static retrace.command.Samples.MONITORS;
import static retrace.command.Samples.NOW;
import static retrace.command.Samples.OWNER;
import static retrace.command.Samples.SESSION;
import static retrace.command.Samples.TEAM;
import static retrace.command.Samples.TECHNICIAN;
import static retrace.command.Samples.caller;
import static retrace.command.Samples.endpointRegistered;
import static retrace.command.Samples.registerEndpoint;
import static retrace.command.Samples.strangerNamedLike;

import java.util.Collections;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import retrace.command.CommandRefused;
import retrace.kernel.endpoint.EndpointCommand.RegisterEndpoint;
import retrace.kernel.endpoint.EndpointCommand.ReportStreamerVersion;
import retrace.kernel.endpoint.EndpointCommand.RetireEndpoint;
import retrace.kernel.endpoint.EndpointEvent.EndpointReleased;
import retrace.kernel.endpoint.EndpointEvent.EndpointReserved;
import retrace.kernel.endpoint.EndpointEvent.EndpointRetired;
import retrace.kernel.endpoint.EndpointEvent.StreamerVersionReported;
import retrace.kernel.endpoint.Monitor;
import retrace.kernel.platform.Platform;
import retrace.kernel.platform.StreamerVersion;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.Role;

class EndpointTest {

    private final FixtureConfiguration<Endpoint> endpoint =
            new AggregateTestFixture<>(Endpoint.class).registerInjectableResource(CLOCK);

    @Nested
    class Registering {

        @Test
        void isTold() {
            endpoint.givenNoPriorActivity().when(registerEndpoint()).expectEvents(endpointRegistered());
        }

        @Test
        void isRefusedWithoutMonitors() {
            endpoint.givenNoPriorActivity().when(with(List.of())).expectException(CommandRefused.class);
        }

        @Test
        void isRefusedWithMoreMonitorsThanAnybodyHas() {
            endpoint.givenNoPriorActivity()
                    .when(with(Collections.nCopies(17, MONITORS.getFirst())))
                    .expectException(CommandRefused.class)
                    .expectExceptionMessage("A computer has 1 to 16 monitors, each with an address.");
        }

        @Test
        void isRefusedToAMember() {
            endpoint.givenNoPriorActivity()
                    .when(new RegisterEndpoint(
                            ENDPOINT,
                            "Reception",
                            Platform.LINUX,
                            AccessKind.ATTENDED,
                            null,
                            MONITORS,
                            caller(TECHNICIAN, Role.MEMBER)))
                    .expectNoEvents()
                    .expectException(CommandRefused.class)
                    .expectExceptionMessage(
                            "Only owners and admins of your team add and retire computers. Ask one of them.");
        }

        @Test
        void isRefusedWhereMonitorsAreNotNumberedInOrder() {
            endpoint.givenNoPriorActivity()
                    .when(with(MONITORS.reversed()))
                    .expectException(CommandRefused.class)
                    .expectExceptionMessage("Monitors are numbered from 1 in their order.");
        }

        private static RegisterEndpoint with(List<Monitor> monitors) {
            return new RegisterEndpoint(
                    ENDPOINT,
                    "Reception",
                    Platform.LINUX,
                    AccessKind.ATTENDED,
                    null,
                    monitors,
                    caller(OWNER, Role.OWNER));
        }
    }

    @Nested
    class Retiring {

        private static final RetireEndpoint RETIRE = new RetireEndpoint(ENDPOINT, caller(OWNER, Role.OWNER));
        private static final EndpointReserved RESERVED = new EndpointReserved(ENDPOINT, TEAM, SESSION, TECHNICIAN, NOW);

        @Test
        void isTold() {
            endpoint.given(endpointRegistered())
                    .when(RETIRE)
                    .expectEvents(new EndpointRetired(ENDPOINT, TEAM, OWNER, NOW));
        }

        @Test
        void isRefusedDuringASession() {
            endpoint.given(endpointRegistered(), RESERVED)
                    .when(RETIRE)
                    .expectNoEvents()
                    .expectException(CommandRefused.class)
                    .expectExceptionMessage("Reception is in a session with Tom Technician. End that session first.");
        }

        @Test
        void isToldAfterTheSession() {
            endpoint.given(endpointRegistered(), RESERVED, new EndpointReleased(ENDPOINT, TEAM, SESSION, NOW))
                    .when(RETIRE)
                    .expectEvents(new EndpointRetired(ENDPOINT, TEAM, OWNER, NOW));
        }

        @Test
        void isRefusedToAnotherTeamInTheWordsForWhatDoesNotExist() {
            endpoint.given(endpointRegistered())
                    .when(new RetireEndpoint(ENDPOINT, strangerNamedLike(OWNER)))
                    .expectNoEvents()
                    .expectException(CommandRefused.class)
                    .expectExceptionMessage(
                            "There is no such computer in your team. Choose one from the list of computers.");
        }

        @Test
        void isRefusedToAMember() {
            endpoint.given(endpointRegistered())
                    .when(new RetireEndpoint(ENDPOINT, caller(TECHNICIAN, Role.MEMBER)))
                    .expectNoEvents()
                    .expectException(CommandRefused.class)
                    .expectExceptionMessage(
                            "Only owners and admins of your team add and retire computers. Ask one of them.");
        }

        @Test
        void isRefusedASecondTime() {
            endpoint.given(endpointRegistered(), new EndpointRetired(ENDPOINT, TEAM, OWNER, NOW))
                    .when(RETIRE)
                    .expectNoEvents()
                    .expectException(CommandRefused.class);
        }
    }

    @Nested
    class ReportingAStreamerVersion {

        private static final ReportStreamerVersion REPORT =
                new ReportStreamerVersion(ENDPOINT, new StreamerVersion("3.6"), caller(TECHNICIAN, Role.MEMBER));
        private static final StreamerVersionReported REPORTED =
                new StreamerVersionReported(ENDPOINT, TEAM, "3.5.8.0", "3.6", TECHNICIAN, NOW);

        @Test
        void isToldWithTheOneBefore() {
            endpoint.given(endpointRegistered()).when(REPORT).expectEvents(REPORTED);
        }

        @Test
        void isToldOnce() {
            endpoint.given(endpointRegistered(), REPORTED).when(REPORT).expectNoEvents();
        }

        @Test
        void isRefusedToAnotherTeam() {
            endpoint.given(endpointRegistered())
                    .when(new ReportStreamerVersion(
                            ENDPOINT, new StreamerVersion("3.6"), strangerNamedLike(TECHNICIAN)))
                    .expectNoEvents()
                    .expectException(CommandRefused.class);
        }
    }
}
