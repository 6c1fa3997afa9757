package retrace.command.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import retrace.command.CommandRefused;
import retrace.kernel.id.EndpointId;

/**
 * What streamers ask the relay for, one login for each endpoint: kept apart from the events, each encrypted with a key of
 * its own, which is wrapped with one that has a name. All is bound to its endpoint, so that no row can stand in for
 * another. Thread-safe, also beside others on the same table.
 */
public class EndpointCredentials {

    public static final int KEY_BYTES = AesGcm.KEY_BYTES;

    private static final Logger LOG = LoggerFactory.getLogger(EndpointCredentials.class);
    private static final int ROWS_AT_ONCE = 500;

    private final JdbcClient sql;
    private final KeyWrapping keys;
    private final SecureRandom random;

    public EndpointCredentials(JdbcClient sql, KeyWrapping keys, SecureRandom random) {
        this.sql = sql;
        this.keys = keys;
        this.random = random;
    }

    /** @param key null for both where it was encrypted before keys had names: with the configured key, a password alone */
    private record Stored(
            String endpoint, byte[] encrypted, @Nullable String key, byte @Nullable [] wrapped) {

        static Stored of(ResultSet row, int index) throws SQLException {
            return new Stored(
                    row.getString("endpoint"),
                    row.getBytes("encrypted"),
                    row.getString("key_name"),
                    row.getBytes("wrapped_key"));
        }

        byte[] bound() {
            return endpoint.getBytes(UTF_8);
        }
    }

    /** As everything is stored from now on. */
    private record Enveloped(byte[] encrypted, String key, byte[] wrapped) {}

    /** A VNC password, see {@link #store(EndpointId, StreamerLogin)}. */
    public void store(EndpointId endpoint, String vncPassword) {
        store(endpoint, new StreamerLogin(null, vncPassword));
    }

    /**
     * In place of the one before.
     *
     * @throws CommandRefused where no VNC server could ask for it
     * @throws LoginKeyUnavailable where there is no key to encrypt it with; nothing is changed then
     */
    public void store(EndpointId endpoint, StreamerLogin login) {
        prepared(endpoint, login).run();
    }

    /**
     * Encrypts it, for which a key must be had, and changes nothing yet.
     *
     * @return stores it, in place of the one before
     * @throws CommandRefused where no VNC server could ask for it
     * @throws LoginKeyUnavailable where there is no key to encrypt it with
     */
    public Runnable prepared(EndpointId endpoint, StreamerLogin login) {
        login.requireUsable();
        try {
            Enveloped enveloped = encrypted(endpoint.value(), login);
            return () -> insert(endpoint, enveloped);
        } catch (IllegalStateException e) {
            throw new LoginKeyUnavailable(endpoint, e);
        }
    }

    private void insert(EndpointId endpoint, Enveloped enveloped) {
        sql.sql("""
                INSERT INTO command_side.endpoint_credential (endpoint, encrypted, key_name, wrapped_key)
                VALUES (?, ?, ?, ?)
                ON CONFLICT (endpoint) DO UPDATE SET encrypted = excluded.encrypted,
                    key_name = excluded.key_name, wrapped_key = excluded.wrapped_key""")
                .params(endpoint.value(), enveloped.encrypted(), enveloped.key(), enveloped.wrapped())
                .update();
    }

    private Enveloped encrypted(String endpoint, StreamerLogin login) {
        byte[] bound = endpoint.getBytes(UTF_8);
        byte[] dataKey = new byte[KEY_BYTES];
        random.nextBytes(dataKey);
        String key = keys.currentKey();
        return new Enveloped(AesGcm.seal(dataKey, login.bytes(), bound, random), key, keys.wrap(key, dataKey, bound));
    }

    /** @throws LoginKeyUnavailable where it was stored under a key that is not there, or for another endpoint */
    public Optional<StreamerLogin> find(EndpointId endpoint) {
        Optional<Stored> stored = sql.sql("SELECT * FROM command_side.endpoint_credential WHERE endpoint = ?")
                .param(endpoint.value())
                .query(Stored::of)
                .optional();
        try {
            return stored.map(this::decrypted);
        } catch (IllegalStateException e) {
            throw new LoginKeyUnavailable(endpoint, e);
        }
    }

    private StreamerLogin decrypted(Stored row) {
        try {
            String key = row.key();
            byte[] wrapped = row.wrapped();
            if (key != null && wrapped != null) {
                byte[] dataKey = keys.unwrap(key, wrapped, row.bound());
                return StreamerLogin.of(AesGcm.open(dataKey, row.encrypted(), row.bound()));
            }
            byte[] nameless = keys.nameless();
            if (nameless == null) {
                throw new IllegalStateException("the key that passwords were encrypted with before keys had names is"
                        + " not configured (retrace.command.credential-key)");
            }
            return new StreamerLogin(null, new String(AesGcm.open(nameless, row.encrypted(), row.bound()), UTF_8));
        } catch (AEADBadTagException e) {
            throw new IllegalStateException(
                    "the password of " + row.endpoint() + " was not encrypted for it with the configured key", e);
        }
    }

    public void forget(EndpointId endpoint) {
        sql.sql("DELETE FROM command_side.endpoint_credential WHERE endpoint = ?")
                .param(endpoint.value())
                .update();
    }

    /**
     * Brings all that another key than the current one has encrypted under that. A login that is changed meanwhile is
     * left as it is then; one that cannot be opened stays, and is in the log.
     *
     * @return how many were changed
     */
    public int renewKeys() {
        keys.reload();
        String current = keys.currentKey();
        int changed = 0;
        String last = "";
        while (true) {
            List<Stored> rows = sql.sql("""
                            SELECT * FROM command_side.endpoint_credential
                            WHERE key_name IS DISTINCT FROM ? AND endpoint > ? ORDER BY endpoint LIMIT ?""")
                    .params(current, last, ROWS_AT_ONCE)
                    .query(Stored::of)
                    .list();
            if (rows.isEmpty()) {
                return changed;
            }
            for (Stored row : rows) {
                changed += renew(row);
            }
            last = rows.getLast().endpoint();
        }
    }

    private int renew(Stored row) {
        Enveloped renewed;
        try {
            renewed = encrypted(row.endpoint(), decrypted(row));
        } catch (IllegalStateException e) {
            LOG.error("the login of {} stays under its old key", row.endpoint(), e);
            return 0;
        }
        return sql.sql("""
                UPDATE command_side.endpoint_credential SET encrypted = ?, key_name = ?, wrapped_key = ?
                WHERE endpoint = ? AND encrypted = ?""")
                .params(renewed.encrypted(), renewed.key(), renewed.wrapped(), row.endpoint(), row.encrypted())
                .update();
    }
}
