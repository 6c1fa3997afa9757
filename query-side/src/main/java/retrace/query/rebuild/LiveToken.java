package retrace.query.rebuild;

import java.util.Set;
import java.util.TreeSet;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.json.JacksonSerializer;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import retrace.kernel.wire.WireJson;

/**
 * How far one segment of a live projection is: everything up to the index, but for the gaps.
 *
 * @param owner the process that has it just now; null where none has
 */
record LiveToken(
        int segment, long index, Set<Long> gaps, @Nullable String owner) {

    /** Whoever had the token finds it in these hands, and takes it up again as it is then. */
    private static final String REBUILD = "rebuild";

    private static final JacksonSerializer SERIALIZER =
            JacksonSerializer.builder().objectMapper(WireJson.mapper()).build();

    /** Everything up to the place is in, and nobody has it. */
    static LiveToken at(int segment, long place) {
        return new LiveToken(segment, place, Set.of(), null);
    }

    static LiveToken of(Record row, String processor) throws RebuildRefused {
        int segment = row.get("segment", Integer.class);
        String owner = row.get("owner", String.class);
        byte[] bytes = row.get("token", byte[].class);
        if (bytes == null) {
            return new LiveToken(segment, -1, Set.of(), owner);
        }
        SerializedObject<byte[]> serialized = new SimpleSerializedObject<>(
                bytes, byte[].class, new SimpleSerializedType(row.get("token_type", String.class), null));
        TrackingToken token = SERIALIZER.deserialize(serialized);
        if (WrappedToken.unwrapLowerBound(token) instanceof GapAwareTrackingToken known) {
            return new LiveToken(segment, known.getIndex(), new TreeSet<>(known.getGaps()), owner);
        }
        throw new RebuildRefused("The token of " + processor + " is of a form that is not known: " + token + ".");
    }

    /** As the token store has it. */
    SerializedObject<byte[]> serialized() {
        return SERIALIZER.serialize(GapAwareTrackingToken.newInstance(index, gaps), byte[].class);
    }

    boolean has(long place) {
        return place <= index && !gaps.contains(place);
    }

    /** Whether it has handled everything up to the place that there is. */
    boolean covers(DSLContext sql, long place) {
        Long[] below = gaps.stream().filter(gap -> gap <= place).toArray(Long[]::new);
        return index >= place
                && (below.length == 0
                        || !sql.resultQuery(
                                        "select exists (select from " + EventLog.TABLE
                                                + " where global_index = any(?))",
                                        (Object) below)
                                .fetchSingle(0, Boolean.class));
    }

    /** With everything up to the place, and what it had beyond it; no more in the hands of whoever had it. */
    LiveToken movedTo(long place) {
        Set<Long> beyond = new TreeSet<>(gaps);
        beyond.removeIf(gap -> gap <= place);
        LiveToken moved = new LiveToken(segment, Math.max(index, place), beyond, owner);
        return owner == null ? moved : moved.taken();
    }

    /** No more in the hands of whoever had it, nor in anybody's until a claim is over. */
    LiveToken taken() {
        return new LiveToken(segment, index, gaps, REBUILD);
    }
}
