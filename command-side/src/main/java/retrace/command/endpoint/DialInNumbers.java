package retrace.command.endpoint;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.EndpointId;
import retrace.kernel.relay.IdentifyStreamer;
import retrace.kernel.relay.StreamerIdentity;

/**
 * By what streamers that dial in are known: unattended ones by a number of their own, attended ones by the code that the
 * technician has handed over, either by its address where it gives no number. Kept apart from the events, as passwords
 * are, and as SHA-256 alone. Thread-safe.
 */
public class DialInNumbers {

    public static final int CODE_DIGITS = 9;
    public static final int NUMBER_DIGITS = 16;

    private static final int TRIES_MAX = 100;

    private final JdbcClient sql;
    private final SecureRandom random;
    private final InstantSource clock;

    public DialInNumbers(JdbcClient sql, SecureRandom random, InstantSource clock) {
        this.sql = sql;
        this.random = random;
        this.clock = clock;
    }

    /**
     * A number for an unattended endpoint, for good.
     *
     * @param host the address that its streamer dials in from where it gives no number; null where it always does
     * @return which is known to nobody from here on but to whoever asked
     */
    public String assign(EndpointId endpoint, @Nullable DialInHost host) {
        String number = freeNumber();
        sql.sql("INSERT INTO command_side.dial_in (endpoint, number_sha256, host) VALUES (?, ?, ?)")
                .param(endpoint.value())
                .param(sha256(number))
                .param(host == null ? null : host.address())
                .update();
        return number;
    }

    /** @return empty where the endpoint has no number that could be replaced */
    public Optional<String> renew(EndpointId endpoint) {
        String number = freeNumber();
        int renewed = sql.sql("""
                UPDATE command_side.dial_in SET number_sha256 = ?
                WHERE endpoint = ? AND number_sha256 IS NOT NULL""").params(sha256(number), endpoint.value()).update();
        return renewed == 0 ? Optional.empty() : Optional.of(number);
    }

    private String freeNumber() {
        return Stream.generate(() -> digits(NUMBER_DIGITS))
                .limit(TRIES_MAX)
                .filter(number -> !isKnown(number))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no number is free"));
    }

    private boolean isKnown(String number) {
        return sql.sql("SELECT EXISTS (SELECT 1 FROM command_side.dial_in WHERE number_sha256 = ?)")
                .param(sha256(number))
                .query(Boolean.class)
                .single();
    }

    /** An attended endpoint's streamer dials in from this address, and is let in while a code is open for it. */
    public void knowHost(EndpointId endpoint, DialInHost host) {
        sql.sql("INSERT INTO command_side.dial_in (endpoint, host) VALUES (?, ?)")
                .params(endpoint.value(), host.address())
                .update();
    }

    /** A code for an attended endpoint, in place of the one that the technician had for it. */
    public String issueCode(EndpointId endpoint, AccountId technician, Instant expiresAt) {
        sql.sql("""
                DELETE FROM command_side.attended_code
                WHERE expires_at <= ? OR (endpoint = ? AND account = ?)""")
                .params(at(clock.instant()), endpoint.value(), technician.value())
                .update();
        for (int i = 0; i < TRIES_MAX; i++) {
            String code = digits(CODE_DIGITS);
            int inserted = sql.sql("""
                    INSERT INTO command_side.attended_code (code_sha256, endpoint, account, expires_at)
                    VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING""")
                    .params(sha256(code), endpoint.value(), technician.value(), at(expiresAt))
                    .update();
            if (inserted == 1) {
                return code;
            }
        }
        throw new IllegalStateException("no code is free");
    }

    /** Nobody dials in for it any more. */
    public void forget(EndpointId endpoint) {
        sql.sql("DELETE FROM command_side.dial_in WHERE endpoint = ?")
                .param(endpoint.value())
                .update();
        sql.sql("DELETE FROM command_side.attended_code WHERE endpoint = ?")
                .param(endpoint.value())
                .update();
    }

    /** Uses up the code that it is. */
    @QueryHandler
    public StreamerIdentity handle(IdentifyStreamer.ByNumber query) {
        byte[] sha256 = sha256(query.number());
        return usedCode("code_sha256 = ?", sha256)
                .or(() -> sql.sql("SELECT endpoint FROM command_side.dial_in WHERE number_sha256 = ?")
                        .param(sha256)
                        .query((row, index) -> always(row))
                        .optional())
                .orElseGet(StreamerIdentity.Unknown::new);
    }

    /**
     * Where exactly one endpoint is registered with the address. An attended one is let in by the code that is open for
     * it, which is used up as if it had been given.
     */
    @QueryHandler
    public StreamerIdentity handle(IdentifyStreamer.ByHost query) {
        List<Registered> registered = sql.sql("""
                        SELECT endpoint, number_sha256 IS NOT NULL AS unattended FROM command_side.dial_in
                        WHERE host = ? LIMIT 2""")
                .param(DialInHost.of(query.host()).map(DialInHost::address).orElse(""))
                .query(Registered.class)
                .list();
        if (registered.size() != 1) {
            return new StreamerIdentity.Unknown();
        }
        Registered only = registered.getFirst();
        return only.unattended()
                ? new StreamerIdentity.Known(new EndpointId(only.endpoint()), null, null)
                : usedCode("endpoint = ?", only.endpoint()).orElseGet(StreamerIdentity.Unknown::new);
    }

    private record Registered(String endpoint, boolean unattended) {}

    /** The newest of those that are open, where the condition fits several; it is open no longer. */
    private Optional<StreamerIdentity> usedCode(String condition, Object value) {
        return sql.sql("""
                        DELETE FROM command_side.attended_code WHERE code_sha256 =
                            (SELECT code_sha256 FROM command_side.attended_code WHERE %s AND expires_at > ?
                             ORDER BY expires_at DESC LIMIT 1 FOR UPDATE)
                        RETURNING endpoint, account, expires_at""".formatted(condition))
                .params(value, at(clock.instant()))
                .query((row, index) -> untilItExpires(row))
                .optional();
    }

    private static StreamerIdentity untilItExpires(ResultSet row) throws SQLException {
        return new StreamerIdentity.Known(
                new EndpointId(row.getString("endpoint")),
                new AccountId(row.getString("account")),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }

    private static StreamerIdentity always(ResultSet row) throws SQLException {
        return new StreamerIdentity.Known(new EndpointId(row.getString("endpoint")), null, null);
    }

    private String digits(int count) {
        StringBuilder digits = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static byte[] sha256(String number) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(number.getBytes(US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is in every JDK", e);
        }
    }
}
