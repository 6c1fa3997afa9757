package retrace.command.session;

import static org.assertj.core.api.Assertions.assertThat;
import static retrace.command.Samples.ENDPOINT;
import static retrace.command.Samples.SESSION;
import static retrace.command.Samples.TEAM;
import static retrace.command.Samples.TECHNICIAN;
import static retrace.command.Samples.endpointRegistered;
import static retrace.command.Samples.startSession;

import org.junit.jupiter.api.Test;
import retrace.kernel.endpoint.Reachability;
import retrace.kernel.session.Refusal.EndpointBusy;
import retrace.kernel.session.Refusal.StreamerUnreachable;
import retrace.kernel.session.Refusal.UnknownEndpoint;
import retrace.kernel.session.Refusal.UnknownMonitor;

/** When all is wrong at once, the first rule speaks; as each is put right, the next. */
class AdmissionTest {

    private static final Reachability DOWN = new Reachability.Unreachable("nothing listens there");
    private static final Reachability UP = new Reachability.Reachable("3.8");

    @Test
    void firstTheEndpointMustBeKnown() {
        assertThat(Admission.refusalOf(startSession(SESSION, TEAM, 9, DOWN), null, TECHNICIAN))
                .contains(new UnknownEndpoint(ENDPOINT));
    }

    @Test
    void thenTheMonitor() {
        assertThat(Admission.refusalOf(startSession(SESSION, TEAM, 9, DOWN), endpointRegistered(), TECHNICIAN))
                .contains(new UnknownMonitor("Reception", 9, 2));
    }

    @Test
    void thenItMustNotBeInASession() {
        assertThat(Admission.refusalOf(startSession(SESSION, TEAM, 2, DOWN), endpointRegistered(), TECHNICIAN))
                .contains(new EndpointBusy("Reception", "Tom Technician"));
    }

    @Test
    void thenItsStreamerMustBeReachable() {
        assertThat(Admission.refusalOf(startSession(SESSION, TEAM, 2, DOWN), endpointRegistered(), null))
                .contains(new StreamerUnreachable("Reception", "nothing listens there"));
    }

    @Test
    void thenItIsAdmitted() {
        assertThat(Admission.refusalOf(startSession(SESSION, TEAM, 2, UP), endpointRegistered(), null))
                .isEmpty();
    }
}
