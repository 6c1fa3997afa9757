package retrace.command.endpoint.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static retrace.command.Samples.ENDPOINT;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import retrace.command.Database;
import retrace.command.endpoint.CredentialKeys;
import retrace.command.endpoint.EndpointCredentials;
import retrace.command.endpoint.LoginKeyUnavailable;
import retrace.command.endpoint.StreamerLogin;
import retrace.kernel.id.EndpointId;

/** Google's client against a server that speaks its API. */
class KmsKeysTest {

    private static final String KEY = "projects/p/locations/europe-west3/keyRings/retrace/cryptoKeys/logins";
    private static final StreamerLogin LOGIN = new StreamerLogin("tessa", "a password of some length");

    private final Database database = Database.emptied();
    private KmsServer service;

    @BeforeEach
    void start() throws IOException {
        service = new KmsServer();
        service.turn(KEY);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private EndpointCredentials credentials(@Nullable CredentialKeys before) {
        KmsKeys keys = new KmsKeys(new KmsSettings(KEY, service.address()), before);
        return new EndpointCredentials(database.sql(), keys, new SecureRandom());
    }

    private List<String> keyNames() {
        return database.sql()
                .sql("SELECT DISTINCT key_name FROM command_side.endpoint_credential")
                .query(String.class)
                .list();
    }

    @Test
    void theServiceWrapsTheKeyOfALoginAndNeverSeesTheLogin() {
        credentials(null).store(ENDPOINT, LOGIN);

        assertThat(credentials(null).find(ENDPOINT)).contains(LOGIN);
        assertThat(keyNames()).containsExactly(KEY);
        assertThat(service.seen)
                .singleElement()
                .satisfies(bytes -> assertThat(bytes).hasSize(EndpointCredentials.KEY_BYTES));
    }

    @Test
    void whatAnEarlierVersionHasWrappedIsStillOpened() {
        credentials(null).store(ENDPOINT, LOGIN);
        service.turn(KEY);

        assertThat(credentials(null).find(ENDPOINT)).contains(LOGIN);
    }

    @Test
    void whatKeysOfTheConfigurationHaveWrappedIsOpenedAndRenewed() {
        CredentialKeys configured =
                new CredentialKeys(new byte[EndpointCredentials.KEY_BYTES], null, new SecureRandom());
        new EndpointCredentials(database.sql(), configured, new SecureRandom()).store(ENDPOINT, LOGIN);
        EndpointCredentials credentials = credentials(configured);
        assertThat(credentials.find(ENDPOINT)).contains(LOGIN);
        assertThatThrownBy(() -> credentials(null).find(ENDPOINT)).hasMessageContaining("there is no key configured");

        assertThat(credentials.renewKeys()).isEqualTo(1);

        assertThat(keyNames()).containsExactly(KEY);
        assertThat(credentials(null).find(ENDPOINT)).contains(LOGIN);
    }

    @Test
    void whatWasWrappedForAnotherComputerIsNotOpened() {
        EndpointId other = EndpointId.create();
        credentials(null).store(ENDPOINT, LOGIN);
        database.sql()
                .sql("UPDATE command_side.endpoint_credential SET endpoint = ?")
                .param(other.value())
                .update();

        assertThatThrownBy(() -> credentials(null).find(other))
                .isInstanceOf(LoginKeyUnavailable.class)
                .hasMessageContaining("the ciphertext is invalid");
    }

    @Test
    void aServiceThatIsAwayForAMomentIsAskedAgain() {
        service.fail(503, 500);
        credentials(null).store(ENDPOINT, LOGIN);

        assertThat(credentials(null).find(ENDPOINT)).contains(LOGIN);
    }

    @Test
    void whereTheServiceRefusesNothingIsStored() {
        service.fail(403);

        assertThatThrownBy(() -> credentials(null).store(ENDPOINT, LOGIN))
                .isInstanceOf(LoginKeyUnavailable.class)
                .hasMessageContaining("the key " + KEY + " cannot be used just now");
        assertThat(keyNames()).isEmpty();
    }

    @Test
    void anAnswerThatWasChangedOnItsWayIsNotBelieved() {
        credentials(null).store(ENDPOINT, LOGIN);
        service.changesAnswers = true;

        assertThatThrownBy(() -> credentials(null).find(ENDPOINT)).hasMessageContaining("changed on its way");
        assertThatThrownBy(() -> credentials(null).store(ENDPOINT, LOGIN)).hasMessageContaining("changed on its way");
        service.changesAnswers = false;
        assertThat(credentials(null).find(ENDPOINT)).contains(LOGIN);
    }

    @Test
    void aNameThatIsNoneOfAKeyIsRefused() {
        assertThatThrownBy(() -> new KmsSettings(KEY + "/cryptoKeyVersions/1", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("without a version");
    }
}
