package retrace.query.rebuild;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventhandling.Segment;
import org.axonframework.serialization.SerializedObject;
import org.jooq.DSLContext;
import org.jooq.Record;

/**
 * How far a live projection is, by its segments: each has the parts of the history that fall to it, and follows the log
 * by itself.
 *
 * @param tokens one for each segment; none where the projection has never run
 */
record LiveTokens(String processor, List<LiveToken> tokens) {

    static final String TABLE = "events.token";

    /** Within a transaction; nobody changes them before that ends. */
    static LiveTokens lock(DSLContext sql, String processor) throws RebuildRefused {
        return read(sql, processor, " for update");
    }

    static LiveTokens read(DSLContext sql, String processor) throws RebuildRefused {
        return read(sql, processor, "");
    }

    private static LiveTokens read(DSLContext sql, String processor, String how) throws RebuildRefused {
        List<LiveToken> tokens = new ArrayList<>();
        for (Record row : sql.resultQuery(
                        "select segment, token, token_type, owner from " + TABLE
                                + " where processor_name = ? order by segment" + how,
                        processor)
                .fetch()) {
            tokens.add(LiveToken.of(row, processor));
        }
        return new LiveTokens(processor, List.copyOf(tokens));
    }

    /** Of so many segments that have everything up to the place. */
    static LiveTokens at(String processor, int segments, long place) {
        return new LiveTokens(
                processor,
                IntStream.range(0, segments)
                        .mapToObj(segment -> LiveToken.at(segment, place))
                        .toList());
    }

    boolean isEmpty() {
        return tokens.isEmpty();
    }

    int segments() {
        return tokens.size();
    }

    /** Processes that have segments just now. */
    List<String> owners() {
        return tokens.stream()
                .map(LiveToken::owner)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
    }

    /** The highest that any has come to; -1 where none has begun. */
    long furthest() {
        return tokens.stream().mapToLong(LiveToken::index).max().orElse(-1);
    }

    /** Below it each of them has everything, but for its gaps; -1 where one has not begun. */
    long least() {
        return tokens.stream().mapToLong(LiveToken::index).min().orElse(-1);
    }

    /** Whether they have handled everything up to the place that there is. */
    boolean cover(DSLContext sql, long place) {
        return !isEmpty() && tokens.stream().allMatch(token -> token.covers(sql, place));
    }

    /** Looks at the segment that an event falls to. */
    Handled handled() {
        Segment[] segments = Segment.computeSegments(
                tokens.stream().mapToInt(LiveToken::segment).toArray());
        return (key, index) -> IntStream.range(0, segments.length)
                .filter(i -> segments[i].matches(key))
                .anyMatch(i -> tokens.get(i).has(index));
    }

    /** With everything up to the place, each of them. */
    LiveTokens movedTo(DSLContext sql, long place) {
        return new LiveTokens(
                processor,
                tokens.stream()
                        .map(token -> token.covers(sql, place) ? token : token.movedTo(place))
                        .toList());
    }

    /** Instead of others that somebody may have, who has none of these: a batch that is under way fails to store its own. */
    LiveTokens takenFrom(LiveTokens before) {
        return before.owners().isEmpty()
                ? this
                : new LiveTokens(
                        processor, tokens.stream().map(LiveToken::taken).toList());
    }

    /**
     * Writes those that are not as they were. A process that is just now at one of them fails to store its own, and goes
     * on from this one.
     */
    void write(DSLContext sql, LiveTokens before, InstantSource clock) {
        tokens.stream().filter(token -> !before.tokens.contains(token)).forEach(token -> write(sql, token, clock));
    }

    private void write(DSLContext sql, LiveToken token, InstantSource clock) {
        SerializedObject<byte[]> serialized = token.serialized();
        sql.execute(
                "insert into " + TABLE + " (processor_name, segment, token, token_type, time_stamp, owner)"
                        + " values (?, ?, ?, ?, ?, ?) on conflict (processor_name, segment) do update set"
                        + " token = excluded.token, token_type = excluded.token_type,"
                        + " time_stamp = excluded.time_stamp, owner = excluded.owner",
                processor,
                token.segment(),
                serialized.getData(),
                serialized.getType().getName(),
                DateTimeUtils.formatInstant(clock.instant()),
                token.owner());
    }

    /** Writes these in the place of those that there were, of whatever number. */
    void replaceAll(DSLContext sql, InstantSource clock) {
        sql.execute("delete from " + TABLE + " where processor_name = ?", processor);
        write(sql, new LiveTokens(processor, List.of()), clock);
    }

    /** Places below the highest that one or another has not handled. */
    Set<Long> gaps() {
        return tokens.stream().flatMap(token -> token.gaps().stream()).collect(toUnmodifiableSet());
    }
}
