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
import retrace.relay.recording.spool.SessionSpool;
import retrace.relay.recording.spool.Spool;
import retrace.relay.rfb.PixelFormat;
import retrace.relay.store.ObjectStore;
import retrace.relay.store.StoreUnavailable;

/**
 * The recording of one session: a recorder for each streamer connection, one after another, and the chain of their
 * segments. Segments are closed one after another on a thread of their own, while the next is recorded.
 */
public final class SessionRecording implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SessionRecording.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(15);

    /** Some thousand bytes each; so many come together only where a streamer keeps turning while the store is away. */
    private static final int UNCLOSED_MAX = 1000;

    private final TeamId team;
    private final SessionId session;
    private final ObjectStore store;
    private final Spool spool;
    private final SessionSpool parts;
    private final RecordingGate gate = new RecordingGate();
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
            Spool spool,
            VideoEncoders encoders,
            SegmentJournal journal,
            RecordingSettings settings,
            RecordingMetrics metrics,
            InstantSource clock) {
        this.team = team;
        this.session = session;
        this.store = store;
        this.spool = spool;
        this.encoders = encoders;
        this.journal = journal;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
        closer = Executors.newSingleThreadExecutor(
                Thread.ofVirtual().name("closer " + session).factory());
        parts = spool.begin(session, store);
        spool.room().listen(gate);
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

    /** Closed while nothing can be recorded. */
    public RecordingGate gate() {
        return gate;
    }

    /** Whether the recorder may be waiting for room, so that nobody should wait for the recorder. */
    boolean isWithoutRoom() {
        return spool.room().whyNot().isPresent();
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
        return new SegmentWriter(store, parts, name, segment, view, format, start, encoders.checks(), settings);
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

    /** What is in memory of the segment is in the spool when this returns; the rest is done on the closer's thread. */
    void close(SegmentWriter writer, CloseReason reason, Instant endedAt) {
        try {
            writer.storePart();
        } catch (IOException e) {
            LOG.error("session={} segment={} lacks its last frames and is left unclosed", session, writer.segment(), e);
            closings.release();
            return;
        }
        closer.execute(() -> {
            try {
                Instant start = clock.instant();
                ClosedSegment closed = closeWhenStored(writer, reason, endedAt);
                lastSha256 = closed.object().sha256();
                metrics.segmentClosed(Duration.between(start, clock.instant()));
                closed(writer, closed);
            } catch (InterruptedException e) {
                LOG.warn("session={} segment={} is left for the next start", session, writer.segment());
                Thread.currentThread().interrupt();
            } catch (IOException | RuntimeException e) {
                failed(writer, e);
            } finally {
                closings.release();
            }
        });
    }

    /** A store that is away has not failed the segment: it is tried again for as long as the relay runs. */
    private ClosedSegment closeWhenStored(SegmentWriter writer, CloseReason reason, Instant endedAt)
            throws IOException, InterruptedException {
        parts.awaitStored(writer.segment());
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                return writer.close(reason, endedAt, lastSha256);
            } catch (StoreUnavailable e) {
                LOG.warn(
                        "session={} segment={} is not closed yet, pauseMillis={}: {}",
                        session,
                        writer.segment(),
                        pause.toMillis(),
                        e.toString());
            }
            parts.pause(pause);
            pause = pause.multipliedBy(2).compareTo(PAUSE_MAX) < 0 ? pause.multipliedBy(2) : PAUSE_MAX;
        }
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

    /** So that a streamer that keeps turning its picture cannot pile up segments without end: its session waits. */
    private void awaitRoom() throws IOException {
        try {
            closings.acquire();
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

    /**
     * Waits until every segment is closed, however far its recorder lags and however long the store is away: what is in
     * the recorder's queue and in the spool is of the recording.
     */
    @Override
    public void close() {
        gate.release();
        try {
            for (Recorder recorder : recorders) {
                recorder.awaitEnd();
            }
            closer.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            spool.room().forget(gate);
            parts.finish();
        }
    }
}
