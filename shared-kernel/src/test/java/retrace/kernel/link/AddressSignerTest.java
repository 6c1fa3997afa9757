package retrace.kernel.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import retrace.kernel.id.LinkId;

class AddressSignerTest {

    private static final Instant EXPIRY = Instant.parse("2026-11-24T10:20:30.456Z");
    private static final SignedAddress ADDRESS = new SignedAddress(
            new LinkId("link-00000000-0000-0000-0000-000000000001"),
            "team-1/session-1/monitor-1/a.mp4",
            Purpose.DOWNLOAD,
            EXPIRY);

    private final AddressSigner signer = new AddressSigner(key(1));

    private static byte[] key(int fill) {
        byte[] key = new byte[AddressSigner.KEY_BYTES_MIN];
        Arrays.fill(key, (byte) fill);
        return key;
    }

    @Test
    void whatWasSignedIsReadBackAsItWas() {
        assertThat(signer.verify(signer.sign(ADDRESS))).contains(ADDRESS);
    }

    @Test
    void aTokenGoesIntoAPathAsItIs() {
        assertThat(signer.sign(ADDRESS)).matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{43}");
    }

    @Test
    void anotherKeyReadsNothing() {
        assertThat(new AddressSigner(key(2)).verify(signer.sign(ADDRESS))).isEmpty();
    }

    @Test
    void noCharacterCanBeChanged() {
        String token = signer.sign(ADDRESS);
        for (int i = 0; i < token.length() - 1; i++) { // the last character has bits that mean nothing
            char changed = token.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(signer.verify(token.substring(0, i) + changed + token.substring(i + 1)))
                    .as("changed at %d", i)
                    .isEmpty();
        }
    }

    @Test
    void nonsenseIsNotAnAddress() {
        for (String nonsense : new String[] {"", ".", "a.b", "%%.%%", "....", "a".repeat(10_000)}) {
            assertThat(signer.verify(nonsense)).as(nonsense).isEmpty();
        }
    }

    @Test
    void itIsGoodUntilItsExpiryAndNotAtIt() {
        assertThat(ADDRESS.isExpiredAt(EXPIRY.minusMillis(1))).isFalse();
        assertThat(ADDRESS.isExpiredAt(EXPIRY)).isTrue();
    }

    @Test
    void aShortKeyIsRefused() {
        assertThatThrownBy(() -> new AddressSigner(new byte[16]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 32 bytes");
    }
}
