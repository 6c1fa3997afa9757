package retrace.relay.recovery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrace.kernel.id.SessionId;
import retrace.kernel.recording.ClosedSegment;
import retrace.kernel.recording.EventLogObjects;
import retrace.kernel.recording.StoredSegments.Expected;
import retrace.kernel.recording.StoredSegments.Stored;
import retrace.kernel.session.SessionCommand.ReportMissing;
import retrace.kernel.session.SessionFacts;
import retrace.relay.lease.CarriedSession;
import retrace.relay.lease.LeaseKeeper;
import retrace.relay.recording.SegmentObject;
import retrace.relay.session.CommandSide;
import retrace.relay.store.ObjectStore;
import retrace.relay.store.ObjectVersion;

/**
 * Goes once through all that the store has and all that the events say it has, both in the order of their names and
 * neither held in memory. Before anything is said, the command side is asked: the read model may be behind.
 */
final class StoreComparison {

    private static final Logger LOG = LoggerFactory.getLogger(StoreComparison.class);

    private final ObjectStore store;
    private final ExpectedObjects expected;
    private final Reports reports;
    private final LeaseKeeper leases;
    private final RecoveryMetrics metrics;
    private final Set<SessionId> carried;
    private @Nullable SessionId claimed;

    StoreComparison(
            ObjectStore store,
            QuerySide queries,
            CommandSide commandSide,
            LeaseKeeper leases,
            RecoveryMetrics metrics) {
        this.store = store;
        this.leases = leases;
        this.metrics = metrics;
        expected = new ExpectedObjects(queries);
        reports = new Reports(commandSide);
        carried = leases.carried();
    }

    void run() throws IOException, InterruptedException {
        try (Stream<ObjectVersion> objects = store.list("")) {
            for (Iterator<ObjectVersion> found = objects.iterator(); found.hasNext(); ) {
                look(found.next());
            }
            missingBefore(null);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void look(ObjectVersion object) throws IOException, InterruptedException {
        if (SegmentObject.isPutAside(object.name()) || object.name().startsWith(EventLogObjects.PREFIX)) {
            return;
        }
        missingBefore(object.name());
        Stored stored = expected.peek();
        if (stored != null && stored.objectName().equals(object.name())) {
            expected.next();
            if (stored.generation() != object.generation() || stored.sizeBytes() != object.sizeBytes()) {
                missing(
                        stored,
                        "The store has generation " + object.generation() + " with " + object.sizeBytes()
                                + " bytes of it, where generation " + stored.generation() + " with "
                                + stored.sizeBytes()
                                + " bytes was recorded.");
            }
            return;
        }
        Optional<SegmentObject> segment = SegmentObject.named(object.name());
        if (segment.isEmpty()) {
            unknown(object, "it is not named like a recording");
        } else if (!carried.contains(segment.get().session())) {
            look(object, segment.get());
        }
    }

    /** Of a segment that is not closed by the read model, or beside one that is. */
    private void look(ObjectVersion object, SegmentObject segment) throws IOException, InterruptedException {
        if (segment.session().equals(claimed)) {
            return;
        }
        Optional<SessionFacts> facts = reports.inspect(segment.session());
        if (facts.isEmpty()) {
            unknown(object, "no event knows its session");
        } else if (!segment.isFile() || facts.get().unfinished().contains(segment.segment())) {
            claim(segment, facts.get());
        } else if (facts.get().kept(segment.segment()).isEmpty()) {
            unknown(object, "no event knows it as a recording that is kept");
        }
    }

    private void claim(SegmentObject segment, SessionFacts facts) {
        claimed = segment.session();
        if (leases.claim(new CarriedSession(segment.session(), segment.team(), facts.recorded(), null))) {
            metrics.found(Finding.PARTS_LEFT);
            LOG.warn("session={} has parts of segments in the store; it is settled", segment.session());
        }
    }

    private void unknown(ObjectVersion object, String why) {
        metrics.found(Finding.OBJECT_UNKNOWN);
        LOG.warn("object={} bytes={} is left alone: {}", object.name(), object.sizeBytes(), why);
    }

    /** What should have come before that name has not. */
    private void missingBefore(@Nullable String name) throws IOException, InterruptedException {
        for (Stored stored = expected.peek();
                stored != null && (name == null || stored.objectName().compareTo(name) < 0);
                stored = expected.peek()) {
            expected.next();
            missing(stored, "The store has no such object.");
        }
    }

    private void missing(Stored stored, String why) throws IOException, InterruptedException {
        if (stored.expected() != Expected.THERE || isThere(stored)) {
            return;
        }
        Optional<ClosedSegment> kept = reports.inspect(stored.session()).flatMap(facts -> facts.kept(stored.segment()));
        if (kept.isPresent()) {
            metrics.found(Finding.OBJECT_MISSING);
            LOG.error("session={} segment={} is missing: {}", stored.session(), stored.segment(), why);
            reports.send(new ReportMissing(stored.session(), stored.segment(), why));
        }
    }

    private boolean isThere(Stored stored) throws IOException {
        return store.find(stored.objectName())
                .filter(found -> found.generation() == stored.generation() && found.sizeBytes() == stored.sizeBytes())
                .isPresent();
    }
}
