package retrace.relay.recording;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.recording.CloseReason;
import retrace.kernel.recording.ClosedSegment;
import retrace.kernel.recording.FrameRate;
import retrace.kernel.recording.View;
import retrace.relay.recording.encode.VideoEncoders;
import retrace.relay.recording.encode.VideoFormat;
import retrace.relay.rfb.PixelFormat;
import retrace.relay.store.ObjectStore;

/**
 * The recording of one session: a recorder for each streamer connection, one after another, and the chain of their
 * segments. Segments are closed one after another on a thread of their own, while the next is recorded.
 */
public final class SessionRecording implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SessionRecording.class);
    private static final Duration CLOSING_MAX = Duration.ofMinutes(2);
    private static final int UNCLOSED_MAX = 8;

    private final TeamId team;
    private final SessionId session;
    private final ObjectStore store;
    private final VideoEncoders encoders;
    private final SegmentJournal journal;
    private final RecordingSettings settings;
    private final RecordingMetrics metrics;
    private final InstantSource clock;
    private final ExecutorService closer;
    private final Set<Recorder> recorders = ConcurrentHashMap.newKeySet();
    private final Semaphore closings = new Semaphore(UNCLOSED_MAX);
    private @Nullable String lastSha256; // touched by the closer only

    public SessionRecording(
            TeamId team,
            SessionId session,
            ObjectStore store,
            VideoEncoders encoders,
            SegmentJournal journal,
            RecordingSettings settings,
            RecordingMetrics metrics,
            InstantSource clock) {
        this.team = team;
        this.session = session;
        this.store = store;
        this.encoders = encoders;
        this.journal = journal;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
        closer = Executors.newSingleThreadExecutor(
                Thread.ofVirtual().name("closer " + session).factory());
    }

    /**
     * Begins to record a streamer connection.
     *
     * @param format of the pixels until told otherwise
     * @param width of the framebuffer as in ServerInit, as is {@code height}
     */
    public RecordingTap record(MonitorOfView monitor, FrameRate frameRate, PixelFormat format, int width, int height) {
        Recorder recorder = new Recorder(this, monitor, frameRate, format, width, height, clock);
        recorders.add(recorder);
        recorder.start();
        return recorder;
    }

    /** The recorder has handed over its last segment. */
    void ended(Recorder recorder) {
        recorders.remove(recorder);
    }

    SessionId session() {
        return session;
    }

    RecordingSettings settings() {
        return settings;
    }

    RecordingMetrics metrics() {
        return metrics;
    }

    VideoEncoders encoders() {
        return encoders;
    }

    /** Each that is begun is closed by {@link #close} or given up by {@link #givenUp}. */
    SegmentWriter begin(View view, VideoFormat format, Instant at) throws IOException {
        awaitRoom();
        SegmentId segment = SegmentId.create();
        SegmentName name = new SegmentName(team, session, view.monitor(), at, segment);
        Instant start = Instant.ofEpochMilli(at.toEpochMilli());
        return new SegmentWriter(store, name, segment, view, format, start, encoders.checks(), settings);
    }

    /** A segment without a frame. */
    void givenUp() {
        closings.release();
    }

    void opened(SegmentWriter writer, Instant at) {
        metrics.segmentOpened();
        Instant start = Instant.ofEpochMilli(at.toEpochMilli());
        closer.execute(() -> {
            try {
                journal.segmentOpened(writer.segment(), writer.view(), start);
            } catch (RuntimeException e) {
                LOG.error("session={} segment={} its opening was not taken in", session, writer.segment(), e);
            }
        });
    }

    void close(SegmentWriter writer, CloseReason reason, Instant endedAt) {
        closer.execute(() -> {
            try {
                Instant start = clock.instant();
                ClosedSegment closed = writer.close(reason, endedAt, lastSha256);
                lastSha256 = closed.object().sha256();
                metrics.segmentClosed(Duration.between(start, clock.instant()));
                closed(writer, closed);
            } catch (IOException | RuntimeException e) {
                failed(writer, e);
            } finally {
                closings.release();
            }
        });
    }

    /** The object is whole now, whoever does not take that in and whatever is left lying beside it. */
    private void closed(SegmentWriter writer, ClosedSegment closed) {
        LOG.info(
                "session={} segment={} closed: {}, {} frames, {} bytes",
                session,
                closed.segment(),
                closed.reason(),
                closed.frames(),
                closed.object().sizeBytes());
        try {
            journal.segmentClosed(closed);
        } catch (RuntimeException e) {
            LOG.error("session={} segment={} its closing was not taken in", session, closed.segment(), e);
            return; // its parts tell whoever closes it in our place what it shows
        }
        try {
            writer.deleteParts();
        } catch (IOException e) {
            LOG.warn("session={} segment={} its parts are left in the store", session, closed.segment(), e);
        }
    }

    /** So that a streamer that keeps turning its picture cannot pile up segments that wait for a slow store. */
    private void awaitRoom() throws IOException {
        try {
            if (!closings.tryAcquire(CLOSING_MAX.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException("the store has not closed a segment in " + CLOSING_MAX);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted before a segment could be begun");
        }
    }

    private void failed(SegmentWriter writer, Exception cause) {
        metrics.segmentFailed();
        LOG.error("session={} segment={} could not be closed", session, writer.segment(), cause);
        try {
            if (cause instanceof DamagedSegment) {
                journal.segmentQuarantined(writer.segment(), String.valueOf(cause.getMessage()), writer.putAside());
                return;
            }
            journal.segmentFailed(writer.segment(), "The segment could not be closed: " + cause.getMessage());
        } catch (IOException | RuntimeException e) {
            LOG.error("session={} segment={} its failure was not taken in", session, writer.segment(), e);
        }
    }

    /** Waits until every segment is closed, however far its recorder lags: what is in its queue is of the recording. */
    @Override
    public void close() {
        try {
            for (Recorder recorder : recorders) {
                recorder.awaitEnd();
            }
            closer.shutdown();
            if (!closer.awaitTermination(CLOSING_MAX.toSeconds(), TimeUnit.SECONDS)) {
                LOG.error("session={} segments are still being closed after {}", session, CLOSING_MAX);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
