package retrace.command.session;

import static org.assertj.core.api.Assertions.assertThat;
import static retrace.command.Samples.ENDPOINT;
import static retrace.command.Samples.SESSION;
import static retrace.command.Samples.TEAM;
import static retrace.command.Samples.TECHNICIAN;
import static retrace.command.Samples.endpointRegistered;
import static retrace.command.Samples.startSession;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import retrace.command.team.RecordingRules;
import retrace.kernel.endpoint.Reachability;
import retrace.kernel.platform.Platform;
import retrace.kernel.platform.StreamerVersion;
import retrace.kernel.session.Refusal;
import retrace.kernel.session.Refusal.EndpointBusy;
import retrace.kernel.session.Refusal.EndpointPlatformNotRecorded;
import retrace.kernel.session.Refusal.StreamerUnreachable;
import retrace.kernel.session.Refusal.StreamerVersionUnknown;
import retrace.kernel.session.Refusal.TechnicianPlatformNotAllowed;
import retrace.kernel.session.Refusal.UnknownEndpoint;
import retrace.kernel.session.Refusal.UnknownMonitor;
import retrace.kernel.session.SessionCommand.StartSession;

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

    /** The same for what a recorded session must fulfil beside. */
    @Nested
    class ToARecordedSession {

        private static final Set<Platform> MACS = Set.of(Platform.MACOS);
        private static final Set<Platform> NONE = Set.of();
        private static final StreamerVersion MINIMUM = new StreamerVersion("3.10");

        private Optional<Refusal> refusal(Set<Platform> technicians, Set<Platform> recordable, String version) {
            return Admission.recordingRefusalOf(
                    startSession(),
                    endpointRegistered(),
                    version,
                    recordable,
                    new RecordingRules(technicians, Optional.of(MINIMUM)));
        }

        @Test
        void firstTheTechniciansPlatformMustBeAllowed() {
            assertThat(refusal(Set.of(Platform.WINDOWS, Platform.LINUX), NONE, "3.9"))
                    .hasValueSatisfying(
                            refusal -> assertThat(refusal.message())
                                    .isEqualTo(
                                            "You work on macOS. Your team records all sessions, and recorded sessions can be"
                                                    + " opened on Windows, Linux only. Use one of those, or ask an admin to allow yours."));
        }

        @Test
        void aPlatformThatIsNotSaidIsNotAllowed() {
            StartSession silent = startSession();
            StartSession command = new StartSession(
                    silent.session(),
                    silent.endpoint(),
                    silent.monitor(),
                    silent.frameRate(),
                    silent.technician(),
                    null,
                    silent.viewer(),
                    silent.reachability());
            assertThat(Admission.recordingRefusalOf(
                            command,
                            endpointRegistered(),
                            "3.10",
                            Set.of(Platform.WINDOWS),
                            new RecordingRules(MACS, Optional.empty())))
                    .contains(new TechnicianPlatformNotAllowed(null, MACS));
        }

        @Test
        void thenTheEndpointsPlatformMustBeOneThatCanBeRecorded() {
            assertThat(refusal(MACS, NONE, "3.9"))
                    .contains(new EndpointPlatformNotRecorded("Reception", Platform.WINDOWS));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "latest", "3.x"})
        void thenItsStreamersVersionMustBeKnown(String version) {
            assertThat(refusal(MACS, Set.of(Platform.WINDOWS), version))
                    .contains(new StreamerVersionUnknown("Reception"));
        }

        @Test
        void thenItMustNotBeTooOldWhichIsAskedOfTheNumbersAndNotOfTheText() {
            assertThat(refusal(MACS, Set.of(Platform.WINDOWS), "3.9.9.9"))
                    .hasValueSatisfying(
                            refusal -> assertThat(refusal.message())
                                    .isEqualTo(
                                            "This computer runs streamer 3.9.9.9. Your team records all sessions, and recording"
                                                    + " needs streamer 3.10 or newer on Windows. Update the streamer and try again."));
        }

        @ParameterizedTest
        @ValueSource(strings = {"3.10", "3.10.0.0", "3.11", "4"})
        void thenItIsAdmitted(String version) {
            assertThat(refusal(MACS, Set.of(Platform.WINDOWS), version)).isEmpty();
        }
    }
}
