package retrace.query.readmodel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
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

    private record Row(@Nullable TrackingToken token, boolean claimed) {}

    /** What all segments together have handled; empty as long as one of them has handled nothing. */
    public Optional<TrackingToken> of(String processor) {
        @Nullable TrackingToken bound = null;
        for (Row row : rows(processor)) {
            @Nullable TrackingToken token = WrappedToken.unwrapLowerBound(row.token());
            if (token == null) {
                return Optional.empty();
            }
            bound = bound == null ? token : bound.lowerBound(token);
        }
        return Optional.ofNullable(bound);
    }

    /** Whether some process runs all segments. */
    public boolean isClaimed(String processor) {
        List<Row> rows = rows(processor);
        return !rows.isEmpty() && rows.stream().allMatch(Row::claimed);
    }

    private List<Row> rows(String processor) {
        return sql.sql("SELECT token, token_type, owner, time_stamp FROM events.token WHERE processor_name = :name")
                .param("name", processor)
                .query(this::toRow)
                .list();
    }

    private Row toRow(ResultSet row, int number) throws SQLException {
        byte[] token = row.getBytes("token");
        Instant claimedAt = Instant.parse(row.getString("time_stamp"));
        boolean claimed = row.getString("owner") != null
                && claimedAt.isAfter(clock.instant().minus(CLAIMED));
        return new Row(
                token == null
                        ? null
                        : serializer.deserialize(
                                new SimpleSerializedObject<>(token, byte[].class, row.getString("token_type"), null)),
                claimed);
    }
}
