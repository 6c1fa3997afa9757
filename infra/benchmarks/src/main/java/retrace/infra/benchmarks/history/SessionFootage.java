package retrace.infra.benchmarks.history;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import retrace.infra.benchmarks.history.SimulatedSegment.Fate;
import retrace.kernel.id.SegmentId;
import retrace.kernel.recording.CloseReason;
import retrace.kernel.recording.ClosedSegment;
import retrace.kernel.recording.Coverage;
import retrace.kernel.recording.GapReason;
import retrace.kernel.recording.StoredObject;
import retrace.kernel.recording.View;
import retrace.kernel.session.SessionEvent.CoverageAssessed;
import retrace.kernel.session.SessionEvent.SegmentClosed;
import retrace.kernel.session.SessionEvent.SegmentFailed;
import retrace.kernel.session.SessionEvent.SegmentOpened;
import retrace.kernel.session.SessionEvent.SegmentQuarantined;

/** The segments of a session while they are recorded. Times are in milliseconds since 1970. */
final class SessionFootage {

    private static final DateTimeFormatter START =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final long SIZE_MAX = 512L * 1024 * 1024;

    private final World world;
    private final SimulatedSession session;
    private @Nullable SimulatedSegment current;
    private long missingSince;

    SessionFootage(World world, SimulatedSession session) {
        this.world = world;
        this.session = session;
    }

    /** @param shownSince when there was something to see that this segment shows */
    void open(View view, long shownSince) {
        open(view, world.now().toEpochMilli(), shownSince);
    }

    private void open(View view, long firstFrame, long shownSince) {
        SegmentId id = new SegmentId("segment-" + world.dice().uuid());
        SimulatedSegment segment = new SimulatedSegment(id, view, firstFrame, shownSince);
        session.segments().add(segment);
        current = segment;
        world.decide(
                session.events(),
                new SegmentOpened(session.id(), session.team().id(), id, view, Instant.ofEpochMilli(firstFrame)));
    }

    void split(View view, long at, CloseReason why) {
        SimulatedSegment finished = current();
        open(view, at, at);
        world.in(world.dice().millis(150, 900), () -> closed(finished, at, why));
    }

    /** @return in how much time it is closed */
    Duration close(long at, CloseReason why) {
        SimulatedSegment finished = current();
        Duration closing = world.dice().millis(150, 900);
        world.in(closing, () -> closed(finished, at, why));
        return closing;
    }

    SimulatedSegment current() {
        if (current == null) {
            throw new IllegalStateException(session.id() + " has no segment");
        }
        return current;
    }

    void closed(SimulatedSegment segment, long ended, CloseReason why) {
        long millis = ended - segment.firstFrame();
        ClosedSegment closed = new ClosedSegment(
                segment.id(),
                segment.view(),
                Instant.ofEpochMilli(segment.firstFrame()),
                Instant.ofEpochMilli(
                        Math.max(segment.firstFrame(), ended - world.dice().between(0, 900))),
                Instant.ofEpochMilli(ended),
                frames(segment.view(), millis),
                why,
                object(segment, why, millis),
                session.lastSha256());
        segment.closed(closed.object(), ended);
        session.closedLast(closed.object().sha256());
        tell(new SegmentClosed(session.id(), session.team().id(), closed, world.now()));
    }

    private int frames(View view, long millis) {
        int most = (int) (millis * view.frameRate().perSecond() / 1000);
        return Math.max(1, most / world.dice().between(2, 20));
    }

    private StoredObject object(SimulatedSegment segment, CloseReason why, long millis) {
        long size = why == CloseReason.SIZE_LIMIT
                ? SIZE_MAX - world.dice().between(0, 65_536)
                : Math.min(SIZE_MAX - 1, 4096 + millis * world.dice().between(4, 40));
        return new StoredObject(
                name(segment),
                world.now().toEpochMilli() * 1000 + world.dice().between(0, 999),
                size,
                world.dice().hex(8),
                world.dice().hex(64));
    }

    private String name(SimulatedSegment segment) {
        return session.team().id() + "/" + session.id() + "/monitor-"
                + segment.view().monitor() + "/" + START.format(Instant.ofEpochMilli(segment.firstFrame())) + "-"
                + segment.id() + ".mp4";
    }

    void failed(SimulatedSegment segment, String why) {
        segment.is(Fate.FAILED);
        tell(new SegmentFailed(session.id(), session.team().id(), segment.id(), why, world.now()));
    }

    void quarantined(SimulatedSegment segment, String why) {
        segment.is(Fate.QUARANTINED);
        tell(new SegmentQuarantined(
                session.id(),
                session.team().id(),
                segment.id(),
                why,
                List.of(name(segment) + ".damaged/000001"),
                world.now()));
    }

    /** With how much is recorded now, where that is to be told. */
    void tell(Object event) {
        Optional<Journal.Entry> assessed = assessed();
        Journal.Entry first = new Journal.Entry(session.events(), event);
        if (assessed.isPresent()) {
            world.decide(first, assessed.get());
        } else {
            world.decide(first);
        }
    }

    Optional<Journal.Entry> assessed() {
        return session.coverage().map(this::toEntry);
    }

    private Journal.Entry toEntry(Coverage coverage) {
        return new Journal.Entry(
                session.events(),
                new CoverageAssessed(session.id(), session.team().id(), coverage, world.now()));
    }

    void missingSince(long time) {
        missingSince = time;
    }

    void missingUntil(long time) {
        session.missing(missingSince, time, GapReason.RECORDING_UNAVAILABLE);
    }
}
