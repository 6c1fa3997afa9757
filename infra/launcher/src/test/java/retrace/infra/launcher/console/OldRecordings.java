package retrace.infra.launcher.console;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.context.ConfigurableApplicationContext;
import retrace.command.team.Accounts;
import retrace.infra.launcher.up.RunningRetrace;
import retrace.kernel.endpoint.EndpointCommand.RegisterEndpoint;
import retrace.kernel.endpoint.Monitor;
import retrace.kernel.endpoint.Reachability;
import retrace.kernel.endpoint.StreamerAddress;
import retrace.kernel.id.EndpointId;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;
import retrace.kernel.platform.Platform;
import retrace.kernel.platform.StreamerVersion;
import retrace.kernel.recording.ClosedSegment;
import retrace.kernel.recording.FrameRate;
import retrace.kernel.recording.StoredObject;
import retrace.kernel.session.EndReason;
import retrace.kernel.session.SessionCommand.CloseSegment;
import retrace.kernel.session.SessionCommand.EndSession;
import retrace.kernel.session.SessionCommand.OpenSegment;
import retrace.kernel.session.SessionCommand.OpenView;
import retrace.kernel.session.SessionCommand.StartSession;
import retrace.kernel.session.SessionEvent.SegmentClosed;
import retrace.kernel.session.ViewerKind;
import retrace.kernel.team.AccessKind;
import retrace.kernel.team.Caller;
import retrace.relay.store.ObjectFacts;
import retrace.relay.store.ObjectStore;
import retrace.relay.store.ObjectVersion;

/** Recordings of days ago: what was recorded just now, reported as a relay would have reported it then. */
final class OldRecordings {

    private final CommandGateway commands;
    private final ObjectStore store;
    private final Caller owner;
    private final ClosedSegment model;

    /** @param recorded a session with a finished recording, which all of these look like */
    OldRecordings(RunningRetrace retrace, String recorded) {
        ConfigurableApplicationContext running = retrace.application();
        commands = running.getBean(CommandGateway.class);
        store = running.getBean(ObjectStore.class);
        owner = running.getBean(Accounts.class)
                .findBySignInName("demo-owner")
                .orElseThrow()
                .caller();
        model = running.getBean(EventStore.class)
                .readEvents(recorded)
                .asStream()
                .map(event -> event.getPayload())
                .filter(SegmentClosed.class::isInstance)
                .map(event -> ((SegmentClosed) event).segment())
                .findFirst()
                .orElseThrow();
    }

    /**
     * A session on a computer of its own.
     *
     * @return the name of the recording's object
     */
    String add(String computer, Duration age) throws IOException {
        SessionId session = SessionId.create();
        commands.sendAndWait(new StartSession(
                session,
                register(computer),
                1,
                FrameRate.DEFAULT,
                owner,
                Platform.WINDOWS,
                ViewerKind.CONSOLE,
                new Reachability.Reachable("3.8")));
        ClosedSegment segment = aged(SegmentId.create(), age);
        commands.sendAndWait(new OpenView(session, segment.view(), segment.firstFrameAt()));
        commands.sendAndWait(new OpenSegment(session, segment.segment(), segment.view(), segment.firstFrameAt()));
        commands.sendAndWait(new CloseSegment(session, segment));
        commands.sendAndWait(new EndSession(session, EndReason.TECHNICIAN_LEFT, "The technician left."));
        return segment.object().name();
    }

    private EndpointId register(String computer) {
        EndpointId endpoint = EndpointId.create();
        commands.sendAndWait(new RegisterEndpoint(
                endpoint,
                computer,
                Platform.LINUX,
                AccessKind.UNATTENDED,
                new StreamerVersion("99.0"),
                List.of(new Monitor(1, "Main", new StreamerAddress("127.0.0.1", 5900))),
                owner));
        return endpoint;
    }

    private ClosedSegment aged(SegmentId segment, Duration age) throws IOException {
        StoredObject recorded = model.object();
        ObjectVersion copy;
        try (InputStream in = store.open(recorded.name(), 0)) {
            copy = store.create(
                    recorded.name().replace(".mp4", "-" + segment + ".mp4"),
                    ObjectFacts.NONE,
                    List.of(ByteBuffer.wrap(in.readAllBytes())));
        }
        return new ClosedSegment(
                segment,
                model.view(),
                model.firstFrameAt().minus(age),
                model.lastFrameAt().minus(age),
                model.endedAt().minus(age),
                model.frames(),
                model.reason(),
                new StoredObject(
                        copy.name(), copy.generation(), copy.sizeBytes(), recorded.crc32c(), recorded.sha256()),
                null);
    }
}
