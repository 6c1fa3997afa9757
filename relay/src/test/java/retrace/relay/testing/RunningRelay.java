package retrace.relay.testing;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import retrace.kernel.endpoint.Monitor;
import retrace.kernel.endpoint.StreamerAddress;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.EndpointId;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.recording.FrameRate;
import retrace.kernel.relay.RelayCommand.AwaitViewer;
import retrace.kernel.session.SessionCommand.CloseSegment;
import retrace.relay.connection.TcpListener;
import retrace.relay.dialin.DialInMetrics;
import retrace.relay.dialin.DialInSettings;
import retrace.relay.dialin.StreamerReception;
import retrace.relay.dialin.WaitingStreamers;
import retrace.relay.recording.RecordingMetrics;
import retrace.relay.recording.RecordingSettings;
import retrace.relay.recording.SessionRecording;
import retrace.relay.recording.encode.OpenH264Encoder;
import retrace.relay.recording.encode.VideoEncoders;
import retrace.relay.recording.spool.Spool;
import retrace.relay.rfb.handshake.ViewerSecurity;
import retrace.relay.session.RelayMetrics;
import retrace.relay.session.SessionSettings;
import retrace.relay.session.Sessions;
import retrace.relay.session.StreamerDialler;
import retrace.relay.session.ViewerListener;
import retrace.relay.session.ViewerReception;
import retrace.relay.session.Watchdog;
import retrace.relay.store.FolderStore;
import retrace.relay.store.ObjectStore;
import retrace.relay.tls.StreamerTrust;

/** A relay with a real recorder and a real store, and a command side that remembers. */
public final class RunningRelay implements AutoCloseable {

    private final ReportedCommands reports = new ReportedCommands();
    private final Watchdog watchdog = new Watchdog();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Path folder;
    private final TemporarySpool spool;
    private final Sessions sessions;
    private final StreamerDialler dialler;
    private final ViewerReception reception;
    private final ViewerListener listener;
    private final NumbersOfStreamers numbers = new NumbersOfStreamers();
    private final StreamerReception streamerReception;
    private final WaitingStreamers waiting;
    private final TcpListener streamers;

    public RunningRelay(Path folder) {
        this(folder, SessionSettings.DEFAULT, RecordingSettings.DEFAULT);
    }

    public RunningRelay(Path folder, SessionSettings settings, RecordingSettings recording) {
        this(
                folder,
                settings,
                recording,
                (width, height, rate) -> new OpenH264Encoder(width, height, rate, recording.quantiser()));
    }

    public RunningRelay(Path folder, SessionSettings settings, RecordingSettings recording, DialInSettings dialIn) {
        this(
                folder,
                settings,
                recording,
                (width, height, rate) -> new OpenH264Encoder(width, height, rate, recording.quantiser()),
                InstantSource.system(),
                dialIn);
    }

    public RunningRelay(Path folder, SessionSettings settings, RecordingSettings recording, VideoEncoders encoders) {
        this(folder, settings, recording, encoders, InstantSource.system());
    }

    public RunningRelay(
            Path folder,
            SessionSettings settings,
            RecordingSettings recording,
            VideoEncoders encoders,
            InstantSource clock) {
        this(folder, settings, recording, encoders, clock, DialInSettings.DEFAULT);
    }

    /** @param spoolBytesMax how much of a recording may wait for the store */
    public RunningRelay(
            Path folder,
            ObjectStore store,
            long spoolBytesMax,
            SessionSettings settings,
            RecordingSettings recording,
            VideoEncoders encoders) {
        this(
                folder,
                store,
                spoolBytesMax,
                settings,
                recording,
                encoders,
                InstantSource.system(),
                DialInSettings.DEFAULT);
    }

    /** @param security how viewers are let in */
    public RunningRelay(Path folder, ViewerSecurity security) {
        this(folder, security, StreamerTrust.inTheJdksAuthorities());
    }

    /** @param trust whose certificates streamers may have */
    public RunningRelay(Path folder, StreamerTrust trust) {
        this(folder, ViewerSecurity.VNC_AUTHENTICATION, trust);
    }

    private RunningRelay(Path folder, ViewerSecurity security, StreamerTrust trust) {
        this(
                folder,
                store(folder),
                Long.MAX_VALUE,
                SessionSettings.DEFAULT,
                RecordingSettings.DEFAULT,
                (width, height, rate) ->
                        new OpenH264Encoder(width, height, rate, RecordingSettings.DEFAULT.quantiser()),
                InstantSource.system(),
                DialInSettings.DEFAULT,
                security,
                trust);
    }

    private RunningRelay(
            Path folder,
            SessionSettings settings,
            RecordingSettings recording,
            VideoEncoders encoders,
            InstantSource clock,
            DialInSettings dialIn) {
        this(folder, store(folder), Long.MAX_VALUE, settings, recording, encoders, clock, dialIn);
    }

    private RunningRelay(
            Path folder,
            ObjectStore store,
            long spoolBytesMax,
            SessionSettings settings,
            RecordingSettings recording,
            VideoEncoders encoders,
            InstantSource clock,
            DialInSettings dialIn) {
        this(
                folder,
                store,
                spoolBytesMax,
                settings,
                recording,
                encoders,
                clock,
                dialIn,
                ViewerSecurity.VNC_AUTHENTICATION,
                StreamerTrust.inTheJdksAuthorities());
    }

    private RunningRelay(
            Path folder,
            ObjectStore store,
            long spoolBytesMax,
            SessionSettings settings,
            RecordingSettings recording,
            VideoEncoders encoders,
            InstantSource clock,
            DialInSettings dialIn,
            ViewerSecurity security,
            StreamerTrust trust) {
        this.folder = folder;
        RelayMetrics metrics = new RelayMetrics(registry);
        spool = new TemporarySpool(store, spoolBytesMax, registry);
        sessions = new Sessions(
                settings,
                metrics,
                clock,
                reports,
                (team, session, lease, journal, time) -> new SessionRecording(
                        team,
                        session,
                        store,
                        spool.spool(),
                        encoders,
                        journal,
                        recording,
                        new RecordingMetrics(registry),
                        time),
                watchdog);
        DialInMetrics dialInMetrics = new DialInMetrics(registry);
        waiting = new WaitingStreamers(dialIn, dialInMetrics);
        dialler = new StreamerDialler(settings, watchdog, waiting, trust);
        reception = new ViewerReception(sessions, dialler, settings, metrics, watchdog, clock, security);
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        listener = new ViewerListener(anyPort, reception);
        streamerReception = new StreamerReception(waiting, numbers, dialIn, dialInMetrics, watchdog, clock);
        streamers = new TcpListener(anyPort, "streamer", "any", streamerReception::receive);
    }

    private static FolderStore store(Path folder) {
        try {
            return new FolderStore(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return listener.port();
    }

    /** Where streamers dial in. */
    public int streamerPort() {
        return streamers.port();
    }

    /** Who the streamers are that dial in, as the command side knows them. */
    public NumbersOfStreamers numbers() {
        return numbers;
    }

    public WaitingStreamers waiting() {
        return waiting;
    }

    /** How often this has become of a streamer that dialled in. */
    public long dialIns(String outcome) {
        return (long)
                registry.counter("retrace.relay.dial-ins", "outcome", outcome).count();
    }

    /** Waits until a viewer has been turned away for this. */
    public void awaitRefusal(String reason) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (registry.counter("retrace.relay.refusals", "reason", reason).count() == 0) {
            if (System.nanoTime() > end) {
                throw new AssertionError("nobody was turned away for " + reason);
            }
            Program.pause(Duration.ofMillis(10));
        }
    }

    /** What lies between the recorder and the store. */
    public Spool spool() {
        return spool.spool();
    }

    public ReportedCommands reports() {
        return reports;
    }

    public Sessions sessions() {
        return sessions;
    }

    public StreamerDialler dialler() {
        return dialler;
    }

    public ViewerReception reception() {
        return reception;
    }

    public StreamerReception streamerReception() {
        return streamerReception;
    }

    /** The file of a finished segment. */
    public Path file(String objectName) {
        return folder.resolve(objectName);
    }

    /** What was recorded of a session with one view; waits for the session's end. */
    public RecordedVideo videoOf(SessionId session) {
        List<CloseSegment> segments = reports.awaitSegmentsOf(session);
        if (segments.size() != 1) {
            throw new AssertionError("not one segment but " + segments);
        }
        return new RecordedVideo(file(segments.getFirst().segment().object().name()));
    }

    /** A session of its own on a streamer of this machine. */
    public static AwaitViewer viewerOf(int streamerPort, boolean recorded, @Nullable String password) {
        return viewerOf(SessionId.create(), 1, streamerPort, recorded, password);
    }

    public static AwaitViewer viewerOf(
            SessionId session, int monitor, int streamerPort, boolean recorded, @Nullable String password) {
        return new AwaitViewer(
                session,
                new TeamId("team-" + new UUID(0, 1)),
                new EndpointId("endpoint-" + new UUID(0, 2)),
                "Desktop",
                new Monitor(monitor, "Monitor " + monitor, new StreamerAddress("127.0.0.1", streamerPort)),
                new AccountId("account-" + new UUID(0, 3)),
                FrameRate.DEFAULT,
                recorded,
                password);
    }

    /** A session of its own on a computer whose streamer dials in. */
    public static AwaitViewer viewerOfDialledIn(EndpointId endpoint, AccountId technician, boolean recorded) {
        return new AwaitViewer(
                SessionId.create(),
                new TeamId("team-" + new UUID(0, 1)),
                endpoint,
                "Desktop",
                new Monitor(1, "Main", null),
                technician,
                FrameRate.DEFAULT,
                recorded,
                null);
    }

    /** @return the viewer's password */
    public String ticketFor(AwaitViewer request) {
        return sessions.await(request).secret();
    }

    @Override
    public void close() {
        listener.close();
        streamers.close();
        waiting.close();
        sessions.close();
        spool.close();
        watchdog.close();
    }
}
