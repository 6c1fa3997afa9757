package retrace.relay.recording;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.recording.CloseReason;
import retrace.kernel.recording.ClosedSegment;
import retrace.relay.recording.encode.FrameChecks;
import retrace.relay.store.ObjectStore;
import retrace.relay.store.ObjectVersion;

/**
 * Closes segments from what their relay has left in the store. It may break off anywhere and be done again; two must not
 * do it for one session at a time.
 */
public final class SegmentRecovery {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentRecovery.class);
    private static final int INDEX_BYTES_MAX = 16 << 20;

    private final ObjectStore store;
    private final FrameChecks checks;

    public SegmentRecovery(ObjectStore store, FrameChecks checks) {
        this.store = store;
        this.checks = checks;
    }

    /** What became of a segment. */
    public sealed interface Outcome {

        /**
         * Its object is good. What lies beside it is to be deleted once that is known to others.
         *
         * @param parts how many parts are in it
         */
        record Closed(ClosedSegment segment, int parts) implements Outcome {}

        /** @param objects the names under which all that there was is put aside */
        record Damaged(String why, List<String> objects) implements Outcome {}

        /** Not one frame of it was stored. */
        record Nothing() implements Outcome {}
    }

    /** What the store has of the session, in the order in which it was begun. */
    public List<LeftSegment> find(TeamId team, SessionId session) throws IOException {
        Map<SegmentId, LeftSegment> found = new LinkedHashMap<>();
        try (Stream<ObjectVersion> objects = store.list(SegmentName.prefixOf(team, session))) {
            objects.forEach(object -> SegmentName.parse(object.name())
                    .ifPresent(parsed -> found.computeIfAbsent(parsed.segment(), absent -> new LeftSegment(parsed))
                            .add(parsed.role(), object)));
        }
        return found.values().stream()
                .sorted(Comparator.comparing(LeftSegment::start))
                .toList();
    }

    /** @param previousSha256 of the segment before it in the session, null for the first */
    public Outcome recover(LeftSegment left, @Nullable String previousSha256) throws IOException {
        try {
            List<PartIndex> run = wholeParts(left);
            ObjectVersion file = left.file();
            if (!run.isEmpty()) {
                return new Outcome.Closed(close(left, file, run, previousSha256), run.size());
            }
            if (file != null) {
                throw new DamagedSegment("There is a file, but nothing beside it that tells what it shows.");
            }
            return new Outcome.Nothing();
        } catch (DamagedSegment e) {
            List<String> objects = new Quarantine(store).putAside(left.name());
            return new Outcome.Damaged(String.valueOf(e.getMessage()), objects);
        }
    }

    private ClosedSegment close(
            LeftSegment left, @Nullable ObjectVersion file, List<PartIndex> run, @Nullable String previousSha256)
            throws IOException {
        SegmentParts parts = SegmentParts.of(left.name(), run);
        SegmentClosing closing = new SegmentClosing(store, checks);
        return file == null
                ? closing.close(parts, CloseReason.RECOVERED, parts.lastFrameAt(), previousSha256)
                : closing.closeComposed(parts, file, CloseReason.RECOVERED, previousSha256);
    }

    /** From the first on, up to one that is not whole: its relay died over it, or it is damaged. */
    private List<PartIndex> wholeParts(LeftSegment left) throws IOException {
        List<PartIndex> run = new ArrayList<>();
        try {
            for (int number = 1; left.part(number) != null && left.index(number) != null; number++) {
                run.add(wholePart(left, number, run));
            }
        } catch (DamagedSegment e) {
            if (run.isEmpty()) {
                throw e;
            }
            LOG.error("segment={} ends before part {}: {}", left.segment(), run.size() + 1, e.getMessage());
        }
        return run;
    }

    private PartIndex wholePart(LeftSegment left, int number, List<PartIndex> before) throws IOException {
        PartIndex index = read(left.name().index(number));
        ObjectVersion part = left.part(number);
        if (part == null || part.sizeBytes() != index.mediaBytes()) {
            throw new DamagedSegment(
                    "Part " + number + " does not have the " + index.mediaBytes() + " bytes that its index tells of.");
        }
        boolean follows = before.isEmpty()
                ? index.samples().getFirst().timeMillis() == 0
                : index.samples().getFirst().timeMillis()
                        > before.getLast().samples().getLast().timeMillis();
        if (index.part() != number || !index.segment().equals(left.segment()) || !follows) {
            throw new DamagedSegment("The index of part " + number + " is that of another.");
        }
        return index;
    }

    private PartIndex read(String name) throws IOException {
        byte[] json;
        try (InputStream content = store.open(name, 0)) {
            json = content.readNBytes(INDEX_BYTES_MAX);
        }
        try {
            return PartIndex.fromJson(json);
        } catch (IOException e) {
            LOG.debug("the index {} cannot be read", name, e);
            throw new DamagedSegment("The index " + name + " cannot be read.");
        }
    }

    /** Beside a file that has been closed before: what was recorded after its last frame came too late, and is put aside. */
    public void deleteParts(LeftSegment left, ClosedSegment closed) throws IOException {
        deleteParts(left, lastPartUntil(left, closed.lastFrameAt()));
    }

    private int lastPartUntil(LeftSegment left, Instant lastFrameAt) throws IOException {
        for (int number : left.wholeNumbers()) {
            if (!isUntil(left, number, lastFrameAt)) {
                return number - 1;
            }
        }
        return Integer.MAX_VALUE;
    }

    /** Of an index that cannot be read nobody knows: it does not count as being in the file. */
    private boolean isUntil(LeftSegment left, int number, Instant lastFrameAt) throws IOException {
        try {
            PartIndex index = read(left.name().index(number));
            int firstMillis = index.samples().getFirst().timeMillis();
            return !index.firstFrameAt().plusMillis(firstMillis).isAfter(lastFrameAt);
        } catch (DamagedSegment e) {
            LOG.error("segment={} part {} is put aside: {}", left.segment(), number, e.getMessage());
            return false;
        }
    }

    /** What is in the file, or belongs to no frame, is deleted; a part that is whole and not in the file is put aside. */
    public void deleteParts(LeftSegment left, int partsInFile) throws IOException {
        List<ObjectVersion> unused = left.wholeAfter(partsInFile).toList();
        Quarantine quarantine = new Quarantine(store);
        for (ObjectVersion object : unused) {
            LOG.error("segment={} {} is not in the file and is put aside", left.segment(), object.name());
            quarantine.putAside(object);
        }
        for (ObjectVersion object : left.besideFile().toList()) {
            if (!unused.contains(object)) {
                store.delete(object.name(), object.generation());
            }
        }
        Optional<ObjectVersion> header = store.find(left.name().header()); // closing may have written it, or another
        if (header.isPresent()) {
            store.delete(header.get().name(), header.get().generation());
        }
    }
}
