package retrace.infra.benchmarks.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import retrace.infra.benchmarks.history.SimulatedSegment.Fate;
import retrace.kernel.id.HoldId;
import retrace.kernel.recording.GapReason;
import retrace.kernel.session.SessionEvent.HoldPlaced;
import retrace.kernel.session.SessionEvent.HoldReleased;
import retrace.kernel.session.SessionEvent.SegmentDeletionDecided;
import retrace.kernel.session.SessionEvent.SegmentDeletionFailed;
import retrace.kernel.session.SessionEvent.SegmentExpired;
import retrace.kernel.session.SessionEvent.SegmentMissing;

/** What becomes of a session's recordings: they are watched, held, found to be missing, and deleted in the end. */
final class Aftermath {

    private static final List<String> CASES = List.of("2025-17", "Fernandez", "Audit Q3", "HR-204", "Claim 88121");
    private static final String NOT_DELETED = "The store did not answer within 10 seconds.";
    private static final String MISSING = "There is no object of this name in the store.";

    private final World world;
    private final SimulatedSession session;
    private boolean waitsForRelease;

    Aftermath(World world, SimulatedSession session) {
        this.world = world;
        this.session = session;
    }

    void begin() {
        if (session.segments().isEmpty()) {
            return;
        }
        Dice dice = world.dice();
        world.in(Duration.ofDays(session.team().daysKept()).plus(dice.seconds(30, 900)), this::expireNext);
        Watching watching = new Watching(world, session);
        while (dice.chance(0.15)) {
            world.in(dice.untilNext(Duration.ofDays(3)).plusSeconds(60), watching::ask);
        }
        if (dice.chance(0.006)) {
            world.in(dice.untilNext(Duration.ofDays(5)).plusSeconds(60), this::hold);
        }
        if (dice.chance(0.001)) {
            world.in(dice.untilNext(Duration.ofDays(5)).plusSeconds(60), this::lose);
        }
    }

    private void expireNext() {
        Optional<SimulatedSegment> next = session.segments().stream()
                .filter(segment -> segment.fate() == Fate.CLOSED || segment.fate() == Fate.MISSING)
                .findFirst();
        if (next.isEmpty()) {
            return;
        }
        SimulatedSegment segment = next.get();
        Instant due = segment.endedAt().plus(Duration.ofDays(session.team().daysKept()));
        if (session.isHeld()) {
            waitsForRelease = true;
        } else if (world.now().isBefore(due)) {
            world.clock().at(due.plus(world.dice().seconds(1, 900)), this::expireNext);
        } else {
            decide(segment);
        }
    }

    private void decide(SimulatedSegment segment) {
        segment.deleting(session.team().daysKept());
        world.decide(
                session.events(),
                new SegmentDeletionDecided(
                        session.id(),
                        session.team().id(),
                        segment.id(),
                        segment.object().name(),
                        segment.object().generation(),
                        segment.daysKept(),
                        world.now()));
        if (world.dice().chance(0.005)) {
            world.in(Duration.ofSeconds(10), () -> {
                world.decide(
                        session.events(),
                        new SegmentDeletionFailed(
                                session.id(), session.team().id(), segment.id(), NOT_DELETED, world.now()));
                world.in(world.dice().seconds(600, 700), () -> expire(segment));
            });
        } else {
            world.in(world.dice().millis(20, 300), () -> expire(segment));
        }
    }

    private void expire(SimulatedSegment segment) {
        segment.is(Fate.EXPIRED);
        world.decide(
                session.events(),
                new SegmentExpired(
                        session.id(),
                        session.team().id(),
                        segment.id(),
                        segment.object().name(),
                        segment.daysKept(),
                        world.now()));
        world.in(world.dice().millis(5, 50), this::expireNext);
    }

    /** Of what is deleted there is nothing to hold. */
    private void hold() {
        if (session.segments().stream().noneMatch(segment -> segment.fate() == Fate.CLOSED)) {
            return;
        }
        HoldId id = new HoldId("hold-" + world.dice().uuid());
        String caseName = world.dice().pick(CASES);
        session.hold();
        world.decide(
                session.events(),
                new HoldPlaced(
                        session.id(),
                        session.team().id(),
                        id,
                        caseName,
                        "Asked for by the lawyers of " + caseName + ".",
                        session.team().manager(world.dice()).actor(),
                        world.now()));
        if (world.dice().chance(0.7)) {
            world.in(world.dice().untilNext(Duration.ofDays(40)).plusSeconds(60), () -> release(id, caseName));
        }
    }

    private void release(HoldId id, String caseName) {
        session.release();
        world.decide(
                session.events(),
                new HoldReleased(
                        session.id(),
                        session.team().id(),
                        id,
                        caseName,
                        "The case is closed.",
                        session.team().manager(world.dice()).actor(),
                        world.now()));
        if (waitsForRelease) {
            waitsForRelease = false;
            world.in(world.dice().seconds(30, 900), this::expireNext);
        }
    }

    /** One of those that are there; not where something is missing already, so that there is one gap to tell of. */
    private void lose() {
        SimulatedSegment segment = world.dice().pick(session.segments());
        if (segment.fate() == Fate.CLOSED && !session.hasGaps()) {
            segment.is(Fate.MISSING);
            session.missing(segment.shownSince(), segment.ended(), GapReason.SEGMENT_MISSING);
            new SessionFootage(world, session)
                    .tell(new SegmentMissing(
                            session.id(),
                            session.team().id(),
                            segment.id(),
                            segment.object().name(),
                            MISSING,
                            world.now()));
        }
    }
}
