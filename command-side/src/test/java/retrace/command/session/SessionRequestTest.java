package retrace.command.session;

import static org.assertj.core.api.Assertions.assertThat;
import static retrace.command.Samples.ENDPOINT;
import static retrace.command.Samples.MONITORS;
import static retrace.command.Samples.OTHER_TEAM;
import static retrace.command.Samples.SESSION;
import static retrace.command.Samples.TEAM;
import static retrace.command.Samples.TECHNICIAN;
import static retrace.command.Samples.caller;
import static retrace.command.Samples.createTeam;
import static retrace.command.Samples.registerEndpoint;

import java.util.List;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.json.JacksonSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import retrace.command.CommandRefused;
import retrace.command.CommandSide;
import retrace.command.session.SessionRequest.LocateMonitor;
import retrace.command.session.SessionRequest.Located;
import retrace.command.session.SessionRequest.RequestEnd;
import retrace.command.session.SessionRequest.RequestFrameRate;
import retrace.command.session.SessionRequest.RequestView;
import retrace.kernel.endpoint.StreamerTls;
import retrace.kernel.team.Role;
import retrace.kernel.wire.WireJson;

class SessionRequestTest {

    static List<Object> messages() {
        return List.of(
                new LocateMonitor(ENDPOINT, TEAM, 1),
                new Located(MONITORS.getFirst(), StreamerTls.AS_OFFERED),
                Located.NOWHERE,
                new RequestView(SESSION, caller(TECHNICIAN, Role.MEMBER), 2, null),
                new RequestFrameRate(SESSION, caller(TECHNICIAN, Role.MEMBER)),
                new RequestEnd(SESSION, caller(TECHNICIAN, Role.MEMBER)),
                new CommandRefused.Reason("SESSION_ENDED", "This session has ended."));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void itArrivesAtAnotherProcessAsItWasSent(Object message) {
        Serializer serializer =
                JacksonSerializer.builder().objectMapper(WireJson.mapper()).build();

        Object arrived = serializer.deserialize(serializer.serialize(message, byte[].class));

        assertThat(arrived).isEqualTo(message);
    }

    @Test
    void aMonitorIsLocatedForItsOwnTeamOnly() {
        try (CommandSide commandSide = CommandSide.started().given(createTeam(), registerEndpoint())) {
            assertThat(commandSide.when(new LocateMonitor(ENDPOINT, TEAM, 2)))
                    .isEqualTo(new Located(MONITORS.getLast(), StreamerTls.AS_OFFERED));
            assertThat(commandSide.when(new LocateMonitor(ENDPOINT, TEAM, 3))).isEqualTo(Located.NOWHERE);
            assertThat(commandSide.when(new LocateMonitor(ENDPOINT, OTHER_TEAM, 2)))
                    .isEqualTo(Located.NOWHERE);
            commandSide.thenEvents().isEmpty();
        }
    }
}
