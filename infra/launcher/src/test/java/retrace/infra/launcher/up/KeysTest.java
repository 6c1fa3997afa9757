package retrace.infra.launcher.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import retrace.query.eventlog.note.SigningKey;

class KeysTest {

    @TempDir
    Path folder;

    @Test
    void areMadeOnceAndReadFromThenOn() throws IOException {
        Keys made = Keys.readOrMake(folder.resolve("keys"), new SecureRandom());

        assertThat(Keys.readOrMake(folder.resolve("keys"), new SecureRandom())).isEqualTo(made);
        assertThat(made.link()).isNotEqualTo(made.credential());
    }

    @Test
    void areReadableByTheirOwnerAlone() throws IOException {
        Keys.readOrMake(folder.resolve("keys"), new SecureRandom());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("keys"))))
                .isEqualTo("rw-------");
    }

    @Test
    void areNotMadeAnewWhereOneIsMissing() throws IOException {
        PrivateProperties.write(folder.resolve("keys"), Map.of("link-key", "c29tZQ=="));

        assertThatThrownBy(() -> Keys.readOrMake(folder.resolve("keys"), new SecureRandom()))
                .hasMessageContaining("credential-key")
                .hasMessageContaining("backup");
    }

    @Test
    void ofAnInstallationOfBeforeTheLogGetALogKeyAndStayAsTheyWere() throws IOException {
        PrivateProperties.write(
                folder.resolve("keys"), Map.of("link-key", "bA==", "credential-key", "Yw==", "operator-key", "bw=="));

        Keys keys = Keys.readOrMake(folder.resolve("keys"), new SecureRandom());

        assertThat(keys.link()).isEqualTo("bA==");
        assertThat(SigningKey.of("log", keys.eventLog()).verifier().name()).isEqualTo("log");
        assertThat(Keys.readOrMake(folder.resolve("keys"), new SecureRandom())).isEqualTo(keys);
        assertThat(keys.toString()).doesNotContain(keys.eventLog());
    }

    @Test
    void areNotSaidByAccident() throws IOException {
        Keys keys = Keys.readOrMake(folder.resolve("keys"), new SecureRandom());

        assertThat(keys.toString()).doesNotContain(keys.link()).doesNotContain(keys.credential());
    }
}
