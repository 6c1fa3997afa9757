package retrace.relay.session;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrace.kernel.recording.CloseReason;
import retrace.kernel.recording.FrameRate;
import retrace.kernel.recording.View;
import retrace.kernel.relay.RelayCommand.AwaitViewer;
import retrace.kernel.session.EndReason;
import retrace.relay.connection.Connection;
import retrace.relay.lease.Lease;
import retrace.relay.recording.MonitorOfView;
import retrace.relay.recording.RecordingGate;
import retrace.relay.recording.RecordingTap;
import retrace.relay.recording.RecordingUnavailable;
import retrace.relay.recording.SessionRecording;
import retrace.relay.rfb.framing.Conversation;
import retrace.relay.rfb.framing.FramebufferSize;
import retrace.relay.rfb.handshake.ServerInit;
import retrace.relay.session.ViewerReception.Arrival;

/**
 * A session from its first ticket to its end: tickets that are open, the view that is live, and the recording of all
 * its views. It is over when no view is live, no ticket is open and no viewer is on its way in; then its segments are
 * closed and its end is reported, once.
 *
 * <p>Thread-safe.
 */
final class Session {

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private final AwaitViewer first;
    private final Lease lease;
    private final SessionSettings settings;
    private final RelayMetrics metrics;
    private final InstantSource clock;
    private final SessionReports reports;
    private final @Nullable SessionRecording recording;
    private final RecordingGate gate;
    private final RecordingPause recordingPause;
    private final SessionTimeLimit timeLimit;
    private final Consumer<Session> whenOver;
    private final CountDownLatch over = new CountDownLatch(1);

    private final ReentrantLock takingOver = new ReentrantLock();

    // guarded by this
    private int openTickets;
    private int arriving;
    private boolean hadView;
    private boolean ending;
    private FrameRate frameRate;
    private @Nullable LiveView live;
    /** Live, or gone already while its recorder still has to catch up. */
    private @Nullable LiveView latest;

    private @Nullable LiveRecording liveRecording;

    /** What is recorded of the live view. */
    private record LiveRecording(RecordingTap tap, MonitorOfView monitor, FramebufferSize size) {

        View view(FrameRate rate) {
            return new View(monitor.number(), monitor.name(), rate, size.width(), size.height());
        }

        LiveRecording resized(FramebufferSize changed) {
            return new LiveRecording(tap, monitor, changed);
        }
    }

    Session(
            AwaitViewer first,
            SessionSettings settings,
            RelayMetrics metrics,
            InstantSource wallClock,
            CommandSide commandSide,
            Recordings recordings,
            Watchdog watchdog,
            Lease lease,
            Consumer<Session> whenOver) {
        this.first = first;
        this.lease = lease;
        this.settings = settings;
        this.metrics = metrics;
        clock = new UnbrokenClock(wallClock);
        this.whenOver = whenOver;
        frameRate = first.frameRate();
        reports = new SessionReports(first.session(), new LeasedCommandSide(commandSide, lease));
        recording = first.recorded() ? recordings.begin(first.team(), first.session(), lease, reports, clock) : null;
        gate = recording == null ? new RecordingGate() : recording.gate();
        recordingPause = RecordingPause.mind(
                gate,
                settings.recordingAwayMax(),
                watchdog,
                metrics,
                () -> end(
                        EndReason.RECORDING_UNAVAILABLE,
                        "Recording was not possible for " + TimeInWords.of(settings.recordingAwayMax()) + "."));
        timeLimit = first.recorded()
                ? SessionTimeLimit.begin(
                        settings.timeLimit(),
                        watchdog,
                        clock,
                        reports::expiryWarned,
                        detail -> end(EndReason.MAX_DURATION, detail))
                : SessionTimeLimit.none(settings.timeLimit(), clock);
    }

    /** Whether another relay has taken it over. */
    boolean isLost() {
        return lease.isLost();
    }

    AwaitViewer first() {
        return first;
    }

    /** @return false where the session is over */
    synchronized boolean ticketOpened() {
        if (ending) {
            return false;
        }
        openTickets++;
        return true;
    }

    /** @return false where the session is over; otherwise {@link #show} or {@link #didNotArrive} must follow */
    synchronized boolean ticketTaken() {
        openTickets--;
        arriving++;
        return !ending;
    }

    void ticketExpired() {
        synchronized (this) {
            openTickets--;
            if (goesOn()) {
                return;
            }
        }
        end(hadView ? EndReason.TECHNICIAN_LEFT : EndReason.TICKET_EXPIRED, "Nobody came with the ticket in time.");
    }

    /** A viewer with a good ticket was turned away after all, or left. */
    void didNotArrive(EndReason reason, String detail) {
        synchronized (this) {
            arriving--;
            if (goesOn()) {
                return;
            }
        }
        end(reason, detail);
    }

    private synchronized boolean goesOn() {
        return ending || live != null || openTickets > 0 || arriving > 0;
    }

    /** The view before makes way for another, where there is one; returns when its recording is closed. */
    private void makeWay() throws InterruptedException {
        LiveView old;
        synchronized (this) {
            old = latest;
        }
        if (old != null) {
            old.end(ViewEnd.byReplacement());
            old.awaitRecorded();
        }
    }

    /** Where the live view shows the same streamer it makes way at once: two connections might shut each other out. */
    void makeWayAt(AwaitViewer request) throws InterruptedException {
        boolean same;
        synchronized (this) {
            same = live != null
                    && Objects.equals(
                            live.request().monitor().address(),
                            request.monitor().address());
        }
        if (same) {
            makeWay();
        }
    }

    /** Shows the view until it ends, in place of the one that is live. {@code opening} sends the viewer ServerInit. */
    void show(
            AwaitViewer request,
            Connection viewer,
            Connection streamer,
            ServerInit init,
            Arrival arrival,
            Opening opening)
            throws InterruptedException {
        LiveView view = new LiveView(request, lease.guard(viewer), lease.guard(streamer));
        RecordingTap tap = takeOver(view, init);
        arrival.arrived();
        ViewEnd end = ViewEnd.of(EndReason.TECHNICIAN_LEFT, "The technician's viewer left before it saw anything.");
        try {
            opening.open(init);
            end = carry(view, init, tap);
        } catch (IOException e) {
            LOG.info("session={} the viewer left before it saw anything", first.session());
        } finally {
            view.end(end);
            CloseReason closeReason = left(view, end);
            Instant closedAt = clock.instant();
            reports.viewClosed(view.firstPictureAt(), closedAt);
            tap.close(closeReason, closedAt);
            view.recorded();
            LOG.info("session={} view ended: {} {}", first.session(), closeReason, end.detail());
            if (closeReason == CloseReason.SESSION_ENDED) {
                end(end.reason(), end.detail());
            }
        }
    }

    private ViewEnd carry(LiveView view, ServerInit init, RecordingTap tap) throws InterruptedException {
        Conversation conversation = new Conversation(init.size());
        OwnRequests ownRequests = new OwnRequests(view.streamer(), conversation, metrics);
        Duration bannerTime = settings.timeLimit().bannerTime();
        ViewerNotice notice = new ViewerNotice(view.viewer(), ownRequests, conversation, init, bannerTime, metrics);
        PausedPassing pause = new PausedPassing(gate, notice, view::isOver);
        StreamerPump fromStreamer = new StreamerPump(
                view.streamer(),
                view.viewer(),
                tap,
                conversation,
                notice,
                pause,
                init.format(),
                size -> resized(view, size),
                settings.streamerBufferBytes(),
                metrics,
                clock);
        ViewerPump fromViewer = new ViewerPump(
                view.viewer(),
                view.streamer(),
                conversation,
                ownRequests,
                pause,
                settings.viewerBufferBytes(),
                metrics);
        try (notice) {
            timeLimit.show(notice);
            recordingPause.show(notice);
            return view.carry(fromStreamer, fromViewer);
        }
    }

    private RecordingTap takeOver(LiveView view, ServerInit init) throws InterruptedException {
        takingOver.lockInterruptibly();
        try {
            makeWay();
            return begin(view, init);
        } finally {
            takingOver.unlock();
        }
    }

    /** Sends the viewer its ServerInit. */
    interface Opening {
        void open(ServerInit init) throws IOException;
    }

    private RecordingTap begin(LiveView view, ServerInit init) {
        MonitorOfView monitor = new MonitorOfView(
                view.request().monitor().number(), view.request().monitor().name());
        FrameRate rate = view.request().frameRate();
        int width = init.size().width();
        int height = init.size().height();
        RecordingTap tap =
                recording == null ? RecordingTap.NONE : recording.record(monitor, rate, init.format(), width, height);
        synchronized (this) {
            arriving--;
            live = view;
            latest = view;
            hadView = true;
            frameRate = rate;
            liveRecording = new LiveRecording(tap, monitor, init.size());
            if (ending) {
                view.end(ViewEnd.of(EndReason.ENDED_BY_REQUEST, "The session had ended."));
            }
        }
        reports.viewOpened(new View(monitor.number(), monitor.name(), rate, width, height), clock.instant());
        LOG.info("session={} monitor={} {}x{} opened", first.session(), monitor.number(), width, height);
        return tap;
    }

    private synchronized void resized(LiveView view, FramebufferSize size) {
        if (live == view && liveRecording != null) {
            liveRecording = liveRecording.resized(size);
            reports.viewOpened(liveRecording.view(frameRate), clock.instant());
        }
    }

    /** The view is no longer live; says what that is to the recording. */
    private synchronized CloseReason left(LiveView view, ViewEnd end) {
        if (live == view) {
            live = null;
            liveRecording = null;
        }
        boolean over = !end.replaced() && (ending || !goesOn() || !isTheTechniciansDoing(end.reason()));
        return over ? CloseReason.SESSION_ENDED : CloseReason.MONITOR_SWITCHED;
    }

    /** A viewer that leaves while a fresh ticket is open comes back with it. */
    private static boolean isTheTechniciansDoing(EndReason reason) {
        return reason == EndReason.TECHNICIAN_LEFT;
    }

    void changeFrameRate(FrameRate rate) throws InterruptedException {
        LiveRecording shown;
        synchronized (this) {
            if (ending || rate.equals(frameRate)) {
                return;
            }
            frameRate = rate;
            shown = liveRecording;
        }
        if (shown == null) {
            return;
        }
        Instant now = clock.instant();
        try {
            shown.tap().frameRateChanged(rate, now);
        } catch (RecordingUnavailable e) {
            LOG.warn("session={} the frame rate came too late for its recorder", first.session(), e);
        }
        frameRateChanged(shown.tap(), rate, now);
    }

    /** It may be closed by now: then there is no view to tell of. */
    private synchronized void frameRateChanged(RecordingTap tap, FrameRate rate, Instant at) {
        if (liveRecording != null && liveRecording.tap().equals(tap)) {
            reports.viewOpened(liveRecording.view(rate), at);
        }
    }

    /** Ends the session: its view, its recording, and then reports it. Returns at once; the second call does nothing. */
    void end(EndReason reason, String detail) {
        LiveView view;
        synchronized (this) {
            if (ending) {
                return;
            }
            ending = true;
            view = latest;
        }
        timeLimit.close();
        LOG.info("session={} ends: {}: {}", first.session(), reason, detail);
        Thread.ofVirtual().name("end of " + first.session()).start(() -> finish(view, reason, detail));
    }

    private void finish(@Nullable LiveView view, EndReason reason, String detail) {
        try {
            if (view != null) {
                view.end(ViewEnd.of(reason, detail));
            }
            recordingPause.close(); // not before: what was held back would pass
            if (view != null) {
                view.awaitRecorded();
            }
            Thread closing =
                    Thread.ofVirtual().name("closing " + first.session()).start(this::closeRecording);
            if (!closing.join(settings.closingTime())) {
                LOG.warn("session={} its segments are still being closed", first.session());
            }
            reports.ended(reason, detail); // without waiting for ever: the endpoint waits to be free for others
            metrics.ended(reason);
            whenOver.accept(this);
            closing.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            reports.close(lease::handOver);
            over.countDown();
        }
    }

    private void closeRecording() {
        if (recording != null) {
            recording.close();
        }
    }

    /** Waits until the end has been reported. */
    boolean awaitOver(Duration most) throws InterruptedException {
        return over.await(most.toMillis(), TimeUnit.MILLISECONDS) && reports.awaitDelivered(most);
    }
}
