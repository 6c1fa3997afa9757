package retrace.relay.recording;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.SegmentId;
import retrace.relay.store.ObjectVersion;

/** What the store has of one segment. Filled while it is listed, and then only read. */
public final class LeftSegment {

    private final SegmentName.Parsed parsed;
    private final Map<Integer, ObjectVersion> parts = new TreeMap<>();
    private final Map<Integer, ObjectVersion> indexes = new TreeMap<>();
    private @Nullable ObjectVersion file;
    private @Nullable ObjectVersion header;

    LeftSegment(SegmentName.Parsed parsed) {
        this.parsed = parsed;
    }

    void add(SegmentName.Role role, ObjectVersion object) {
        switch (role) {
            case SegmentName.Role.File none -> file = object;
            case SegmentName.Role.Header none -> header = object;
            case SegmentName.Role.Part part -> parts.put(part.number(), object);
            case SegmentName.Role.Index index -> indexes.put(index.number(), object);
        }
    }

    public SegmentId segment() {
        return parsed.segment();
    }

    /** Orders as the segments of a session were begun. */
    String start() {
        return parsed.start();
    }

    SegmentName name() {
        return parsed.name();
    }

    /** The file, whole or not at all; null where it was not put together. */
    public @Nullable ObjectVersion file() {
        return file;
    }

    @Nullable
    ObjectVersion part(int number) {
        return parts.get(number);
    }

    @Nullable
    ObjectVersion index(int number) {
        return indexes.get(number);
    }

    /** Whether there is anything beside the file. */
    public boolean hasParts() {
        return besideFile().findAny().isPresent();
    }

    Stream<ObjectVersion> besideFile() {
        return Stream.concat(
                Stream.ofNullable(header), Stream.concat(parts.values().stream(), indexes.values().stream()));
    }

    /** Of the parts that were stored whole, rising. */
    List<Integer> wholeNumbers() {
        return parts.keySet().stream().filter(indexes::containsKey).toList();
    }

    /** Of the parts after number {@code last}, those that were stored whole. */
    Stream<ObjectVersion> wholeAfter(int last) {
        return parts.entrySet().stream()
                .filter(part -> part.getKey() > last && indexes.containsKey(part.getKey()))
                .flatMap(part -> Stream.of(part.getValue(), indexes.get(part.getKey())));
    }
}
