package retrace.command.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static retrace.command.Samples.ENDPOINT;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import retrace.command.Database;
import retrace.kernel.id.EndpointId;

/** Logins stay readable while the keys that they are encrypted with come and go. */
@Timeout(60)
class KeyRenewalTest {

    private static final StreamerLogin LOGIN = new StreamerLogin("tessa", "a password of some length");

    @TempDir
    Path folder;

    private final Database database = Database.emptied();

    private static byte[] key(int fill) {
        byte[] key = new byte[EndpointCredentials.KEY_BYTES];
        Arrays.fill(key, (byte) fill);
        return key;
    }

    private Path file(String... names) throws IOException {
        StringBuilder text = new StringBuilder("# keys, the newest last\n");
        for (String name : names) {
            text.append(name)
                    .append(' ')
                    .append(Base64.getEncoder().encodeToString(key(name.hashCode())))
                    .append('\n');
        }
        return Files.writeString(folder.resolve("keys"), text);
    }

    private EndpointCredentials with(byte @Nullable [] configured, Path file) {
        return new EndpointCredentials(
                database.sql(), new CredentialKeys(configured, file, new SecureRandom()), new SecureRandom());
    }

    private List<String> keyNames() {
        return database.sql()
                .sql("SELECT DISTINCT key_name FROM command_side.endpoint_credential")
                .query(String.class)
                .list();
    }

    /** As it was stored before keys had names: nonce, encrypted password, tag; bound to the endpoint. */
    private void storeAsBefore(EndpointId endpoint, String password) throws GeneralSecurityException {
        byte[] nonce = new byte[12];
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key(1), "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(endpoint.value().getBytes(UTF_8));
        byte[] encrypted = cipher.doFinal(password.getBytes(UTF_8));
        database.sql()
                .sql("INSERT INTO command_side.endpoint_credential (endpoint, encrypted) VALUES (?, ?)")
                .params(
                        endpoint.value(),
                        ByteBuffer.allocate(12 + encrypted.length)
                                .put(nonce)
                                .put(encrypted)
                                .array())
                .update();
    }

    @Test
    void whatWasStoredBeforeKeysHadNamesIsFoundAndRenewed() throws Exception {
        storeAsBefore(ENDPOINT, "geheim12");
        EndpointCredentials credentials = with(key(1), file("first"));

        assertThat(credentials.find(ENDPOINT)).contains(new StreamerLogin(null, "geheim12"));
        assertThat(credentials.renewKeys()).isEqualTo(1);

        assertThat(keyNames()).containsExactly("first");
        assertThat(with(null, file("first")).find(ENDPOINT)).contains(new StreamerLogin(null, "geheim12"));
    }

    @Test
    void theNewestKeyEncryptsAndOlderOnesOpenUntilAllIsRenewed() throws Exception {
        EndpointCredentials credentials = with(null, file("first"));
        List<EndpointId> endpoints =
                IntStream.range(0, 510).mapToObj(i -> EndpointId.create()).toList();
        endpoints.forEach(endpoint -> credentials.store(endpoint, LOGIN));

        file("first", "second");
        assertThat(credentials.find(endpoints.getFirst())).contains(LOGIN);
        assertThat(credentials.renewKeys()).isEqualTo(510);
        assertThat(credentials.renewKeys()).isZero();

        assertThat(keyNames()).containsExactly("second");
        EndpointCredentials later = with(null, file("second"));
        assertThat(endpoints)
                .allSatisfy(endpoint -> assertThat(later.find(endpoint)).contains(LOGIN));
    }

    /** Another process may have read the file before this one. */
    @Test
    void aKeyThatIsNotKnownYetIsLookedFor() throws Exception {
        EndpointCredentials early = with(null, file("first"));
        with(null, file("first", "second")).store(ENDPOINT, LOGIN);

        assertThat(early.find(ENDPOINT)).contains(LOGIN);
    }

    @Test
    void aFileThatHasBecomeUnusableChangesNothing() throws Exception {
        EndpointCredentials credentials = with(null, file("first"));
        credentials.store(ENDPOINT, LOGIN);
        Files.writeString(folder.resolve("keys"), "first AAAA");

        assertThat(credentials.renewKeys()).isZero();
        assertThat(credentials.find(ENDPOINT)).contains(LOGIN);
    }

    @Test
    void aLoginWhoseKeyIsGoneStaysAndIsNoObstacleToOthers() throws Exception {
        EndpointId lost = new EndpointId("endpoint-00000000-0000-0000-0000-000000000000");
        with(null, file("gone")).store(lost, LOGIN);
        with(null, file("first")).store(ENDPOINT, LOGIN);
        EndpointCredentials credentials = with(null, file("first", "second"));

        assertThat(credentials.renewKeys()).isEqualTo(1);
        assertThat(credentials.find(ENDPOINT)).contains(LOGIN);
        assertThatThrownBy(() -> credentials.find(lost))
                .isInstanceOf(LoginKeyUnavailable.class)
                .hasMessageContaining("there is no key gone");
    }

    @Test
    void itIsDoneInTheBackground() throws Exception {
        EndpointCredentials credentials = with(null, file("first"));
        credentials.store(ENDPOINT, LOGIN);
        try (KeyRenewal renewal = new KeyRenewal(credentials, Duration.ofMillis(20))) {
            file("first", "second");
            while (!keyNames().equals(List.of("second"))) {
                Thread.sleep(20);
            }
        }
        assertThat(credentials.find(ENDPOINT)).contains(LOGIN);
    }
}
