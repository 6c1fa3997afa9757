package retrace.infra.launcher.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.context.ConfigurableApplicationContext;
import retrace.command.session.OpenedView;
import retrace.command.session.SessionBroker;
import retrace.command.session.SessionWish;
import retrace.command.team.Accounts;
import retrace.infra.launcher.up.RunningRetrace;
import retrace.kernel.endpoint.EndpointCommand.RegisterEndpoint;
import retrace.kernel.endpoint.Monitor;
import retrace.kernel.endpoint.StreamerAddress;
import retrace.kernel.id.EndpointId;
import retrace.kernel.platform.Platform;
import retrace.kernel.platform.StreamerVersion;
import retrace.kernel.recording.FrameRate;
import retrace.kernel.session.ViewerKind;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.Caller;
import retrace.query.endpointdirectory.Computers;
import retrace.query.endpointdirectory.EndpointDirectoryQueries;
import retrace.relay.testing.ScriptedViewer;

/**
 * A session that is recorded for a while beside the tests, so that none has to wait for it. It is on the demo's second
 * monitor, as a computer of its own, with a viewer that asks for a picture now and then.
 */
final class LongRecording implements AutoCloseable {

    static final String COMPUTER = "Reception";

    private static final FrameRate RATE = new FrameRate(2);
    private static final long PICTURE_EVERY_MILLIS = 500;

    private static final byte[] WHAT_HAS_CHANGED = {3, 1, 0, 0, 0, 0, 1280 >> 8, 0, 800 >> 8, 800 & 0xff};

    private final ScriptedViewer viewer;
    private final Duration length;
    private final Thread looking;

    private LongRecording(ScriptedViewer viewer, Duration length) {
        this.viewer = viewer;
        this.length = length;
        looking = Thread.ofVirtual().start(this::look);
    }

    static LongRecording begin(RunningRetrace retrace, Duration length) throws IOException {
        ConfigurableApplicationContext running = retrace.application();
        Caller owner = running.getBean(Accounts.class)
                .findBySignInName("demo-owner")
                .orElseThrow()
                .caller();
        EndpointId endpoint = EndpointId.create();
        running.getBean(CommandGateway.class)
                .sendAndWait(new RegisterEndpoint(
                        endpoint,
                        COMPUTER,
                        Platform.LINUX,
                        AccessKind.UNATTENDED,
                        new StreamerVersion("99.0"),
                        List.of(new Monitor(1, "Main", secondMonitor(running, owner))),
                        owner));
        OpenedView opened = running.getBean(SessionBroker.class)
                .start(owner, new SessionWish(endpoint, 1, RATE, Platform.WINDOWS, ViewerKind.VNC_VIEWER));
        ScriptedViewer viewer = new ScriptedViewer(opened.ticket().viewerPort());
        viewer.enter(opened.ticket().secret()).drain();
        return new LongRecording(viewer, length);
    }

    private static StreamerAddress secondMonitor(ConfigurableApplicationContext running, Caller owner) {
        EndpointDirectoryQueries computers = running.getBean(EndpointDirectoryQueries.class);
        List<Computers.Computer> known = Awaitility.await("the demo's computer")
                .until(() -> computers.all(owner.team()).items(), items -> !items.isEmpty());
        Computers.Monitor second = known.getFirst().monitors().get(1);
        if (second.host() == null || second.port() == null) {
            throw new IllegalStateException("the demo's computer is not dialled");
        }
        return new StreamerAddress(second.host(), second.port());
    }

    private void look() {
        try {
            for (long millis = 0; millis < length.toMillis(); millis += PICTURE_EVERY_MILLIS) {
                viewer.out().write(WHAT_HAS_CHANGED);
                Thread.sleep(PICTURE_EVERY_MILLIS);
            }
            viewer.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the viewer was thrown out of its session", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // Retrace is being stopped
        }
    }

    /** Until the viewer has left. */
    void await() throws InterruptedException {
        looking.join();
    }

    @Override
    public void close() {
        looking.interrupt();
    }
}
