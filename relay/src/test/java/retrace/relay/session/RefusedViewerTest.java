package retrace.relay.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import retrace.kernel.id.SessionId;
import retrace.kernel.relay.RelayCommand.RefuseViewer;
import retrace.relay.testing.RunningRelay;
import retrace.relay.testing.ScriptedViewer;

/** Tickets that open nothing and tell why. */
@Timeout(60)
class RefusedViewerTest {

    private static final String SENTENCE = "This computer runs streamer 3.4.1.0. Update the streamer and try again.";

    @TempDir
    Path folder;

    private static String refused(RunningRelay relay) {
        return relay.sessions()
                .refuse(new RefuseViewer(SessionId.create(), SENTENCE))
                .secret();
    }

    @Test
    void theViewerIsToldTheSentence() throws Exception {
        try (RunningRelay relay = new RunningRelay(folder);
                ScriptedViewer viewer = new ScriptedViewer(relay.port())) {
            viewer.prove("003.008", refused(relay));
            assertThat(viewer.in().readInt()).isEqualTo(1);
            assertThat(viewer.reason()).isEqualTo(SENTENCE);
            assertThat(viewer.in().read()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"003.003", "003.007"})
    void whereThereIsNoRoomForItTheConnectionJustCloses(String version) throws Exception {
        try (RunningRelay relay = new RunningRelay(folder);
                ScriptedViewer viewer = new ScriptedViewer(relay.port())) {
            viewer.prove(version, refused(relay));
            assertThat(viewer.in().readInt()).isEqualTo(1);
            assertThat(viewer.in().read()).isEqualTo(-1);
        }
    }

    @Test
    void itIsToldOnceAndIsNoSession() throws Exception {
        try (RunningRelay relay = new RunningRelay(folder);
                ScriptedViewer first = new ScriptedViewer(relay.port());
                ScriptedViewer second = new ScriptedViewer(relay.port())) {
            String ticket = refused(relay);
            first.prove("003.008", ticket);
            assertThat(first.in().readInt()).isEqualTo(1);
            second.prove("003.008", ticket);
            assertThat(second.in().readInt()).isEqualTo(1);
            assertThat(second.reason()).contains("The ticket is wrong");
            assertThat(relay.sessions().count()).isZero();
            assertThat(relay.reports().all()).isEmpty();
        }
    }
}
