package retrace.relay.rfb.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import retrace.relay.rfb.RfbViolation;

/** Against what noVNC 1.7.0's own DES, MD5 and AES make of the same bytes. */
class AccountCiphersTest {

    private static byte[] counting(int count, int first, int step) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (first + i * step);
        }
        return bytes;
    }

    @Test
    void msLogonEncryptsAsNoVncDoes() {
        byte[] secret = HexFormat.of().parseHex("0123456789abcdef");
        assertThat(HexFormat.of().formatHex(MsLogon.encrypted(counting(64, 0, 1), secret)))
                .isEqualTo("acaae6446c2dc80484ea4753040fe409f2f00b7f844ecc0758067744c698672a"
                        + "662cd2c2a11b18c5b54914e0b1ba426d2babb2405ee1a6fde7af28d61158f420");
    }

    @Test
    void appleEncryptsAsNoVncDoes() {
        assertThat(HexFormat.of().formatHex(AppleAuthentication.encrypted(counting(128, 0, 1), counting(128, 255, -1))))
                .isEqualTo("323b1c3f9f034709ef38ba62a550cb43879087a97d6cf66130e4403309712167"
                        + "3049fac647db957310f3e0cc80c40f53ef7b037e113fd85ed00f170194ac2779"
                        + "923711ad80ddcff8c25449be497c0dd15d235554f08a93270b1793b4051293cd"
                        + "8317324bd5929d2b9173b7d4e74baf3e96bb0c292c82dea50aa22a7e03988e81");
    }

    /** 23 and 5 with the exponents 4 and 3, by hand: 5⁴ = 4, 5³ = 10, and 10⁴ = 18 = 4³ modulo 23. */
    @Test
    void theExchangeIsDiffieAndHellmans() {
        DiffieHellman exchange =
                new DiffieHellman(BigInteger.valueOf(5), new byte[] {0, 23}, new byte[] {10}, BigInteger.valueOf(4));
        assertThat(exchange.ours()).containsExactly(0, 4);
        assertThat(exchange.secret()).containsExactly(0, 18);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 22, 23, 200})
    void numbersThatTellTheSecretAreRefused(int theirs) {
        assertThatThrownBy(() -> new DiffieHellman(
                        BigInteger.valueOf(5), new byte[] {0, 23}, new byte[] {(byte) theirs}, BigInteger.TWO))
                .isInstanceOf(RfbViolation.class);
    }

    @Test
    void aNameThatDoesNotFitIsRefusedRatherThanCut() {
        assertThatThrownBy(() -> AccountFields.field("user name", "é".repeat(32), 64))
                .isInstanceOf(StreamerRefusal.class)
                .hasMessage("The stored user name has 64 bytes, and the computer's streamer takes 63 at most.");
    }
}
