package retrace.query.rebuild;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.axonframework.common.DateTimeUtils;
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
 * How far the live projection is: everything up to the index, but for the gaps.
 *
 * @param owner the process that has it just now; null where none has
 */
record LiveToken(long index, Set<Long> gaps, @Nullable String owner) {

    static final String TABLE = "events.token";

    /** Whoever had the token finds it in these hands, and takes it up again as it is then. */
    private static final String REBUILD = "rebuild";

    private static final JacksonSerializer SERIALIZER =
            JacksonSerializer.builder().objectMapper(WireJson.mapper()).build();

    /**
     * Within a transaction; nobody changes it before that ends.
     *
     * @return null where there is none yet
     */
    static @Nullable LiveToken lock(DSLContext sql, String processor) throws RebuildRefused {
        return read(sql, processor, " for update");
    }

    /** @return null where there is none yet */
    static @Nullable LiveToken read(DSLContext sql, String processor) throws RebuildRefused {
        return read(sql, processor, "");
    }

    private static @Nullable LiveToken read(DSLContext sql, String processor, String how) throws RebuildRefused {
        List<Record> rows = sql.resultQuery(
                        "select token, token_type, owner from " + TABLE + " where processor_name = ?" + how, processor)
                .fetch();
        if (rows.size() > 1) {
            throw new RebuildRefused("The live projection of " + processor + " is divided into " + rows.size()
                    + " segments, and that of one alone is understood. Merge its segments.");
        }
        return rows.isEmpty() ? null : of(rows.getFirst(), processor);
    }

    private static LiveToken of(Record row, String processor) throws RebuildRefused {
        String owner = row.get("owner", String.class);
        byte[] bytes = row.get("token", byte[].class);
        if (bytes == null) {
            return new LiveToken(-1, Set.of(), owner);
        }
        SerializedObject<byte[]> serialized = new SimpleSerializedObject<>(
                bytes, byte[].class, new SimpleSerializedType(row.get("token_type", String.class), null));
        TrackingToken token = SERIALIZER.deserialize(serialized);
        if (WrappedToken.unwrapLowerBound(token) instanceof GapAwareTrackingToken known) {
            return new LiveToken(known.getIndex(), new TreeSet<>(known.getGaps()), owner);
        }
        throw new RebuildRefused("The token of " + processor + " is of a form that is not known: " + token + ".");
    }

    /** Whether it has handled everything up to the place that there is. */
    boolean covers(DSLContext sql, long place) {
        List<Long> below = gaps.stream().filter(gap -> gap <= place).toList();
        return index >= place
                && (below.isEmpty()
                        || !sql.resultQuery(
                                        "select exists (select from " + EventLog.TABLE
                                                + " where global_index = any(?))",
                                        (Object) below.toArray(Long[]::new))
                                .fetchSingle(0, Boolean.class));
    }

    /**
     * Writes that everything up to the place has been handled, whatever it was before. A process that is just now at it
     * fails to store its own, and goes on from this one.
     */
    static void moveTo(DSLContext sql, String processor, @Nullable LiveToken before, long place, InstantSource clock) {
        long index = before == null ? place : Math.max(before.index(), place);
        List<Long> gaps = before == null
                ? List.of()
                : before.gaps().stream().filter(gap -> gap > place).toList();
        SerializedObject<byte[]> token =
                SERIALIZER.serialize(GapAwareTrackingToken.newInstance(index, gaps), byte[].class);
        String owner = before == null || before.owner() == null ? null : REBUILD;
        sql.execute(
                "insert into " + TABLE + " (processor_name, segment, token, token_type, time_stamp, owner)"
                        + " values (?, 0, ?, ?, ?, ?) on conflict (processor_name, segment) do update set"
                        + " token = excluded.token, token_type = excluded.token_type,"
                        + " time_stamp = excluded.time_stamp, owner = excluded.owner",
                processor,
                token.getData(),
                token.getType().getName(),
                DateTimeUtils.formatInstant(clock.instant()),
                owner);
    }
}
