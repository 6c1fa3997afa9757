package retrace.relay.recovery;

import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;
import retrace.kernel.recording.ClosedSegment;
import retrace.kernel.session.EndReason;
import retrace.kernel.session.SessionCommand.CloseSegment;
import retrace.kernel.session.SessionCommand.EndSession;
import retrace.kernel.session.SessionCommand.FailSegment;
import retrace.kernel.session.SessionCommand.OpenSegment;
import retrace.kernel.session.SessionCommand.QuarantineSegment;
import retrace.kernel.session.SessionFacts;
import retrace.relay.lease.CarriedSession;
import retrace.relay.lease.Lease;
import retrace.relay.recording.LeftSegment;
import retrace.relay.recording.SegmentRecovery;
import retrace.relay.recording.encode.FrameChecks;
import retrace.relay.session.CommandSide;
import retrace.relay.session.LeasedCommandSide;
import retrace.relay.store.ObjectStore;

/**
 * Brings a session to its end that nobody carries any more: finishes its segments, deletes what lies beside them, and
 * ends it where it runs by the events. Each step may have been done before, and it may break off between any two.
 */
public final class SessionSettlement {

    private static final Logger LOG = LoggerFactory.getLogger(SessionSettlement.class);
    private static final String LOST = "The relay that carried the session was lost.";
    private static final String NOTHING_STORED = "Its relay was lost before anything of it was in the object store.";

    private final ObjectStore store;
    private final FrameChecks checks;
    private final CommandSide commandSide;
    private final LocalSpool spool;
    private final RecoveryMetrics metrics;

    public SessionSettlement(
            ObjectStore store, FrameChecks checks, CommandSide commandSide, LocalSpool spool, RecoveryMetrics metrics) {
        this.store = store;
        this.checks = checks;
        this.commandSide = commandSide;
        this.spool = spool;
        this.metrics = metrics;
    }

    /** @throws IOException where it cannot be done now */
    public void settle(CarriedSession carried, Lease lease) throws IOException, InterruptedException {
        new Settling(carried, lease).run();
    }

    private final class Settling {
        private final CarriedSession carried;
        private final SessionId session;
        private final Reports reports;
        private final SegmentRecovery recovery;
        private @Nullable Instant lastFrameAt;

        Settling(CarriedSession carried, Lease lease) {
            this.carried = carried;
            session = carried.session();
            reports = new Reports(new LeasedCommandSide(commandSide, lease));
            recovery = new SegmentRecovery(lease.guard(store), checks);
            lastFrameAt = null;
        }

        void run() throws IOException, InterruptedException {
            Optional<SessionFacts> known = reports.inspect(session);
            if (known.isEmpty()) {
                LOG.warn("session={} was never admitted", session);
                return;
            }
            SessionFacts facts = known.get();
            if (facts.recorded()) {
                finishSegments();
            }
            if (!facts.ended()) {
                reports.send(new EndSession(session, EndReason.RELAY_LOST, LOST, lastSeenAt()));
                metrics.ended();
                LOG.warn("session={} is ended: its relay was lost", session);
            }
        }

        private @Nullable Instant lastSeenAt() {
            Instant renewal = carried.lastSeenAt();
            Instant frame = lastFrameAt;
            if (renewal == null || frame == null) {
                return renewal == null ? frame : renewal;
            }
            return renewal.isAfter(frame) ? renewal : frame;
        }

        private void finishSegments() throws IOException, InterruptedException {
            spool.upload(session);
            Set<SegmentId> found = new HashSet<>();
            for (LeftSegment left : recovery.find(carried.team(), session)) {
                found.add(left.segment());
                finish(left);
            }
            for (SegmentId segment : facts().unfinished()) {
                if (!found.contains(segment)) {
                    fail(segment);
                }
            }
        }

        private SessionFacts facts() throws IOException, InterruptedException {
            return reports.inspect(session)
                    .orElseThrow(() -> new IOException("the command side does not know " + session + " any more"));
        }

        private void finish(LeftSegment left) throws IOException, InterruptedException {
            SessionFacts facts = facts();
            boolean unfinished = facts.unfinished().contains(left.segment());
            Optional<ClosedSegment> closed = facts.kept(left.segment());
            if (closed.isPresent()) {
                recovery.deleteParts(left, closed.get());
            } else if (unfinished || left.hasParts()) {
                recover(left, facts, unfinished);
            }
        }

        private void recover(LeftSegment left, SessionFacts facts, boolean unfinished)
                throws IOException, InterruptedException {
            switch (recovery.recover(left, facts.lastSha256())) {
                case SegmentRecovery.Outcome.Closed closed -> close(left, closed);
                case SegmentRecovery.Outcome.Damaged damaged -> putAside(left.segment(), damaged);
                case SegmentRecovery.Outcome.Nothing nothing -> {
                    if (unfinished) {
                        fail(left.segment());
                    }
                    recovery.deleteParts(left, Integer.MAX_VALUE);
                }
            }
        }

        private void close(LeftSegment left, SegmentRecovery.Outcome.Closed closed)
                throws IOException, InterruptedException {
            ClosedSegment segment = closed.segment();
            reports.send(new OpenSegment(session, segment.segment(), segment.view(), segment.firstFrameAt()));
            reports.send(new CloseSegment(session, segment));
            recovery.deleteParts(left, closed.parts());
            lastFrameAt = segment.lastFrameAt();
            metrics.settled(SettledSegment.CLOSED);
            LOG.info("session={} segment={} is recovered: {} frames", session, segment.segment(), segment.frames());
        }

        private void putAside(SegmentId segment, SegmentRecovery.Outcome.Damaged damaged)
                throws IOException, InterruptedException {
            List<String> objects = damaged.objects();
            reports.send(new QuarantineSegment(session, segment, damaged.why(), objects));
            metrics.settled(SettledSegment.DAMAGED);
            LOG.error("session={} segment={} is damaged, see {}: {}", session, segment, objects, damaged.why());
        }

        private void fail(SegmentId segment) throws IOException, InterruptedException {
            reports.send(new FailSegment(session, segment, NOTHING_STORED));
            metrics.settled(SettledSegment.NOTHING);
            LOG.warn("session={} segment={} is lost: nothing of it was stored", session, segment);
        }
    }
}
