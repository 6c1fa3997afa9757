package retrace.infra.benchmarks.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import retrace.infra.benchmarks.history.SessionCourse.Ending;
import retrace.kernel.endpoint.EndpointEvent.EndpointReleased;
import retrace.kernel.recording.CloseReason;
import retrace.kernel.recording.GapReason;
import retrace.kernel.session.EndReason;
import retrace.kernel.session.SessionEvent.SessionEnded;

/** How a session comes to its end: by its relay, or by another where that is lost. */
final class SessionEnding {

    private static final String LOST = "The relay that carried the session was lost.";
    private static final String NOTHING_STORED = "Its relay was lost before anything of it was in the object store.";
    private static final String DAMAGED = "Part 3 of the file is not as it was written.";

    private final World world;
    private final SimulatedSession session;
    private final SimulatedEndpoint endpoint;
    private final SessionFootage footage;

    SessionEnding(World world, SimulatedSession session, SimulatedEndpoint endpoint, SessionFootage footage) {
        this.world = world;
        this.session = session;
        this.endpoint = endpoint;
        this.footage = footage;
    }

    /** @param lastSeenAt the last sign of life of its relay, null where that reports itself */
    void end(EndReason reason, String detail, @Nullable Instant lastSeenAt) {
        session.end();
        endpoint.release();
        List<Journal.Entry> entries = new ArrayList<>();
        entries.add(new Journal.Entry(
                session.events(),
                new SessionEnded(
                        session.id(), session.team().id(), endpoint.id(), reason, detail, lastSeenAt, world.now())));
        footage.assessed().ifPresent(entries::add);
        entries.add(new Journal.Entry(
                endpoint.events(),
                new EndpointReleased(endpoint.id(), session.team().id(), session.id(), world.now())));
        world.decide(entries.toArray(Journal.Entry[]::new));
        new Aftermath(world, session).begin();
    }

    /** @param openedAt when the last connection to the computer was opened, in milliseconds since 1970 */
    void lose(Ending how, long openedAt) {
        Instant lastSeenAt = world.now();
        session.shown(openedAt, lastSeenAt.toEpochMilli());
        world.in(world.dice().seconds(20, 50), () -> settle(how, openedAt, lastSeenAt));
    }

    private void settle(Ending how, long openedAt, Instant lastSeenAt) {
        SimulatedSegment segment = footage.current();
        long lost = lastSeenAt.toEpochMilli();
        boolean firstOfView = segment.shownSince() < segment.firstFrame();
        long lostSince = firstOfView ? openedAt : segment.firstFrame();
        switch (how) {
            case LOST_AND_RECOVERED -> recover(segment, lost);
            case LOST_WITH_NOTHING, LOST_AND_RECOVERED_LATE -> {
                session.missing(lostSince, lost, GapReason.SEGMENT_FAILED);
                footage.failed(segment, NOTHING_STORED);
            }
            case LOST_AND_DAMAGED -> {
                session.missing(lostSince, lost, GapReason.SEGMENT_QUARANTINED);
                footage.quarantined(segment, DAMAGED);
            }
            case TICKET_EXPIRED,
                    TECHNICIAN_LEFT,
                    ENDED_BY_REQUEST,
                    STREAMER_LEFT,
                    RELAY_STOPPED,
                    MAX_DURATION,
                    RECORDING_UNAVAILABLE -> throw new IllegalStateException(how + " loses nothing");
        }
        world.in(world.dice().millis(20, 90), () -> end(EndReason.RELAY_LOST, LOST, lastSeenAt));
        if (how == Ending.LOST_AND_RECOVERED_LATE) {
            world.in(world.dice().within(Duration.ofHours(1), Duration.ofHours(9)), () -> recover(segment, lost));
        }
    }

    /** What was stored within the last seconds before is all there is. */
    private void recover(SimulatedSegment segment, long lost) {
        long ended = Math.max(segment.firstFrame() + 1, lost - world.dice().between(2000, 8000));
        session.missing(ended, lost, GapReason.RELAY_LOST);
        footage.closed(segment, ended, CloseReason.RECOVERED);
    }
}
