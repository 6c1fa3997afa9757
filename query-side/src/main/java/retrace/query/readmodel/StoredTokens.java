package retrace.query.readmodel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the token store knows of a processor, whichever process runs it, without claiming it. Throws Spring's unchecked
 * exceptions of data access.
 */
public final class StoredTokens {

    /** A process that runs a processor says so at least every ten seconds. */
    private static final Duration CLAIMED = Duration.ofSeconds(20);

    private final JdbcClient sql;
    private final Serializer serializer;
    private final InstantSource clock;

    /** @param serializer which the token store writes tokens with */
    public StoredTokens(DataSource database, Serializer serializer, InstantSource clock) {
        sql = JdbcClient.create(database);
        this.serializer = serializer;
        this.clock = clock;
    }

    private record Row(SegmentToken token, boolean claimed) {}

    /** What each segment has handled. */
    public SegmentTokens of(String processor) {
        return new SegmentTokens(rows(processor).stream().map(Row::token).toList());
    }

    /** Whether some process runs all segments. */
    public boolean isClaimed(String processor) {
        List<Row> rows = rows(processor);
        return !rows.isEmpty() && rows.stream().allMatch(Row::claimed);
    }

    private List<Row> rows(String processor) {
        return sql.sql("""
                SELECT segment, token, token_type, owner, time_stamp FROM events.token WHERE processor_name = :name
                ORDER BY segment""").param("name", processor).query(this::toRow).list();
    }

    private Row toRow(ResultSet row, int number) throws SQLException {
        byte[] token = row.getBytes("token");
        Instant claimedAt = Instant.parse(row.getString("time_stamp"));
        boolean claimed = row.getString("owner") != null
                && claimedAt.isAfter(clock.instant().minus(CLAIMED));
        @Nullable
        TrackingToken known = token == null
                ? null
                : serializer.deserialize(
                        new SimpleSerializedObject<>(token, byte[].class, row.getString("token_type"), null));
        return new Row(SegmentToken.of(row.getInt("segment"), known), claimed);
    }
}
