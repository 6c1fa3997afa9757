package retrace.command.endpoint;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static retrace.command.Samples.ENDPOINT;

import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import retrace.command.CommandRefused;
import retrace.command.Database;
import retrace.kernel.id.EndpointId;

class EndpointCredentialsTest {

    private final Database database = Database.emptied();
    private final EndpointCredentials credentials = withKey(1);

    private EndpointCredentials withKey(int fill) {
        byte[] key = new byte[EndpointCredentials.KEY_BYTES];
        Arrays.fill(key, (byte) fill);
        return new EndpointCredentials(
                database.sql(), new CredentialKeys(key, null, new SecureRandom()), new SecureRandom());
    }

    private static StreamerLogin vnc(String password) {
        return new StreamerLogin(null, password);
    }

    private byte[] stored() {
        return database.sql()
                .sql("SELECT encrypted FROM command_side.endpoint_credential")
                .query(byte[].class)
                .single();
    }

    @Test
    void aPasswordIsFoundAsItWasStored() {
        credentials.store(ENDPOINT, "pässw0rd");

        assertThat(credentials.find(ENDPOINT)).contains(vnc("pässw0rd"));
        assertThat(credentials.find(EndpointId.create())).isEmpty();
    }

    @Test
    void theLastOneStoredCounts() {
        credentials.store(ENDPOINT, "first");
        credentials.store(ENDPOINT, "second");

        assertThat(credentials.find(ENDPOINT)).contains(vnc("second"));
    }

    @Test
    void aForgottenOneIsNotFound() {
        credentials.store(ENDPOINT, "secret");
        credentials.forget(ENDPOINT);

        assertThat(credentials.find(ENDPOINT)).isEmpty();
    }

    @Test
    void theTableDoesNotShowItNorThatTwoAreTheSame() {
        credentials.store(ENDPOINT, "secret");
        byte[] first = stored();
        credentials.store(ENDPOINT, "secret");

        assertThat(new String(first, ISO_8859_1)).doesNotContain("secret");
        assertThat(stored()).isNotEqualTo(first);
    }

    @Test
    void anotherKeyDoesNotOpenIt() {
        credentials.store(ENDPOINT, "secret");

        assertThatThrownBy(() -> withKey(2).find(ENDPOINT))
                .isInstanceOf(LoginKeyUnavailable.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void aRowMovedToAnotherEndpointDoesNotOpen() {
        credentials.store(ENDPOINT, "secret");
        EndpointId other = EndpointId.create();
        database.sql()
                .sql("UPDATE command_side.endpoint_credential SET endpoint = ?")
                .param(other.value())
                .update();

        assertThatThrownBy(() -> credentials.find(other)).isInstanceOf(LoginKeyUnavailable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ninechars", "日本", "a\u0000b"})
    void whatNoVncServerCanHaveIsRefused(String password) {
        assertThatThrownBy(() -> credentials.store(ENDPOINT, password)).isInstanceOf(CommandRefused.class);
        assertThat(credentials.find(ENDPOINT)).isEmpty();
    }

    @Test
    void aKeyOfAnotherLengthIsRefused() {
        assertThatThrownBy(() -> new CredentialKeys(new byte[16], null, new SecureRandom()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("32 bytes");
    }
}
