package retrace.command.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.password.PasswordEncoder;

class AccountSettingsTest {

    private static PasswordEncoder encoder(int cost) {
        return new AccountsConfiguration().passwordEncoder(new AccountSettings(cost));
    }

    @ParameterizedTest
    @CsvSource({"4, {bcrypt}$2a$04$", "10, {bcrypt}$2a$10$"})
    void aPasswordIsHashedAtTheCostThatIsSet(int cost, String expected) {
        assertThat(encoder(cost).encode("correct horse")).startsWith(expected);
    }

    @Test
    void aPasswordIsGoodWhateverTheCostWasWhenItWasSet() {
        assertThat(encoder(5).matches("correct horse", encoder(4).encode("correct horse")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 32})
    void aCostThatBcryptDoesNotKnowIsRefused(int cost) {
        assertThatThrownBy(() -> new AccountSettings(cost)).hasMessage("retrace.accounts.bcrypt-cost is 4 to 31.");
    }
}
