package retrace.infra.benchmarks;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import retrace.kernel.endpoint.Monitor;
import retrace.kernel.endpoint.StreamerAddress;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.EndpointId;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.recording.ClosedSegment;
import retrace.kernel.recording.FrameRate;
import retrace.kernel.relay.RelayCommand.AwaitViewer;
import retrace.kernel.session.SessionCommand;
import retrace.kernel.session.SessionCommand.CloseSegment;
import retrace.kernel.session.SessionCommand.EndSession;
import retrace.kernel.session.SessionCommand.FailSegment;
import retrace.kernel.session.SessionCommand.OpenSegment;
import retrace.relay.recording.RecordingMetrics;
import retrace.relay.recording.RecordingSettings;
import retrace.relay.recording.SessionRecording;
import retrace.relay.recording.encode.OpenH264Encoder;
import retrace.relay.recording.spool.Spool;
import retrace.relay.recording.spool.SpoolSettings;
import retrace.relay.session.CommandSide;
import retrace.relay.session.RelayMetrics;
import retrace.relay.session.SessionSettings;
import retrace.relay.session.Sessions;
import retrace.relay.session.StreamerDialler;
import retrace.relay.session.ViewerListener;
import retrace.relay.session.ViewerReception;
import retrace.relay.session.Watchdog;
import retrace.relay.store.FolderStore;

/** A relay as it runs, but for the command side, which counts what it is told. */
final class MeasuredRelay implements AutoCloseable {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Reports reports = new Reports();
    private final Watchdog watchdog = new Watchdog();
    private final TeamId team = TeamId.create();
    private final Spool spool;
    private final Sessions sessions;
    private final ViewerListener listener;

    MeasuredRelay(Path folder) throws IOException {
        InstantSource clock = InstantSource.system();
        SessionSettings settings = SessionSettings.DEFAULT;
        RecordingSettings recording = RecordingSettings.DEFAULT;
        RelayMetrics metrics = new RelayMetrics(registry);
        RecordingMetrics recordingMetrics = new RecordingMetrics(registry);
        FolderStore store = new FolderStore(folder.resolve("recordings"));
        spool = new Spool(SpoolSettings.in(folder.resolve("spool")), store, registry, clock);
        sessions = new Sessions(
                settings,
                metrics,
                clock,
                reports,
                (owner, session, lease, journal, time) -> new SessionRecording(
                        owner,
                        session,
                        store,
                        spool,
                        (width, height, rate) -> new OpenH264Encoder(width, height, rate, recording.quantiser()),
                        journal,
                        recording,
                        recordingMetrics,
                        time),
                watchdog);
        StreamerDialler dialler = new StreamerDialler(settings, watchdog);
        ViewerReception reception = new ViewerReception(sessions, dialler, settings, metrics, watchdog, clock);
        listener = new ViewerListener(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), reception);
    }

    int port() {
        return listener.port();
    }

    /** @return the ticket to a session of its own */
    String begin(int streamerPort, boolean recorded) {
        AwaitViewer request = new AwaitViewer(
                SessionId.create(),
                team,
                EndpointId.create(),
                "Desktop",
                new Monitor(1, "Main", new StreamerAddress("127.0.0.1", streamerPort)),
                AccountId.create(),
                FrameRate.DEFAULT,
                recorded,
                null);
        return sessions.await(request).secret();
    }

    /**
     * Waits until so many sessions have ended since the relay was started, and their segments are closed: those of a
     * recorder that lags are closed later.
     */
    void awaitEnded(int count) throws InterruptedException {
        reports.awaitEnded(count);
    }

    long bytesToViewers() {
        return (long) registry.get("retrace.relay.bytes")
                .tag("to", "viewer")
                .counter()
                .count();
    }

    double secondsWaitedForRecorders() {
        return registry.get("retrace.relay.queue.wait").timer().totalTime(TimeUnit.SECONDS);
    }

    List<ClosedSegment> segments() {
        return reports.segments();
    }

    double spoolBytes() {
        return registry.get("retrace.spool.bytes").gauge().value();
    }

    /** How often a session has been paused because it could not be recorded. */
    long pauses() {
        return (long) registry.get("retrace.relay.sessions.pauses").counter().count();
    }

    /** How long each took from a segment's end to its closing's report, the shortest first. */
    List<Duration> closings() {
        return reports.closings();
    }

    @Override
    public void close() {
        listener.close();
        sessions.close();
        spool.close();
        watchdog.close();
    }

    private static final class Reports implements CommandSide {

        private final List<ClosedSegment> segments = new ArrayList<>();
        private final List<String> failures = new ArrayList<>();
        private final List<Duration> closings = new ArrayList<>();
        private int opened;
        private int ended;

        @Override
        public synchronized CompletableFuture<?> send(SessionCommand report) {
            switch (report) {
                case OpenSegment begun -> opened++;
                case CloseSegment closed -> {
                    segments.add(closed.segment());
                    closings.add(Duration.between(closed.segment().endedAt(), Instant.now()));
                }
                case FailSegment failed -> failures.add(failed.why());
                case EndSession end -> ended++;
                default -> {} // nothing is counted of the others
            }
            notifyAll();
            return CompletableFuture.completedFuture(null);
        }

        synchronized void awaitEnded(int count) throws InterruptedException {
            while (ended < count || segments.size() + failures.size() < opened) {
                wait();
            }
            if (!failures.isEmpty()) {
                throw new IllegalStateException("segments were lost: " + failures);
            }
        }

        synchronized List<Duration> closings() {
            return closings.stream().sorted().toList();
        }

        synchronized List<ClosedSegment> segments() {
            return List.copyOf(segments);
        }
    }
}
