package retrace.relay.session;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import retrace.kernel.relay.RelayCommand.AwaitViewer;
import retrace.relay.testing.RunningRelay;
import retrace.relay.testing.ScriptedStreamer;
import retrace.relay.testing.ScriptedViewer;

/**
 * The servers' side of Apple's Diffie-Hellman authentication and of MSLogon II, after rfbproto ("Diffie-Hellman
 * Authentication", "MSLogonII Authentication") and noVNC's tests: there is no such server for this machine.
 */
@Timeout(60)
class StreamersWithAccountsTest {

    private static final String NAME = "tessa";
    private static final String PASSWORD = "ein längeres Passwort";

    @TempDir
    Path folder;

    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

    private static void greet(DataInputStream in, DataOutputStream out, String version, int... types)
            throws IOException {
        out.write(("RFB " + version + "\n").getBytes(US_ASCII));
        in.readFully(new byte[12]);
        out.write(types.length);
        for (int type : types) {
            out.write(type);
        }
    }

    private static byte[] read(DataInputStream in, int count) throws IOException {
        byte[] bytes = new byte[count];
        in.readFully(bytes);
        return bytes;
    }

    private static String untilZero(byte[] field) {
        int end = 0;
        while (field[end] != 0) {
            end++;
        }
        return new String(field, 0, end, UTF_8);
    }

    private static byte[] padded(BigInteger value, int bytes) {
        byte[] signed = value.toByteArray();
        byte[] padded = new byte[bytes];
        int count = Math.min(bytes, signed.length);
        System.arraycopy(signed, signed.length - count, padded, bytes - count, count);
        return padded;
    }

    /** Lets in whoever has the name and the password, and shows a picture. */
    private void decide(DataInputStream in, DataOutputStream out, String name, String password) throws IOException {
        seen.add(name + "/" + password);
        if (!name.equals(NAME) || !password.equals(PASSWORD)) {
            byte[] reason = "no such account".getBytes(US_ASCII);
            out.writeInt(1);
            out.writeInt(reason.length);
            out.write(reason);
            return;
        }
        out.writeInt(0);
        in.readByte();
        out.writeShort(64);
        out.writeShort(48);
        out.write(new byte[] {32, 24, 0, 1, 0, (byte) 255, 0, (byte) 255, 0, (byte) 255, 16, 8, 0, 0, 0, 0});
        out.writeInt(0);
        in.readAllBytes();
    }

    /** As macOS Screen Sharing does it, which greets with 003.889. The prime is RFC 2409's first, of 96 bytes. */
    private ScriptedStreamer mac() {
        BigInteger prime = new BigInteger(
                "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD"
                        + "EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A63A3620FFFFFFFFFFFFFFFF",
                16);
        return new ScriptedStreamer((in, out) -> {
            greet(in, out, "003.889", 30, 33, 36, 35);
            in.readByte();
            BigInteger own = new BigInteger("123456789abcdef0123456789abcdef", 16);
            out.writeShort(2);
            out.writeShort(96);
            out.write(padded(prime, 96));
            out.write(padded(BigInteger.TWO.modPow(own, prime), 96));
            byte[] credentials = read(in, 128);
            BigInteger secret = new BigInteger(1, read(in, 96)).modPow(own, prime);
            byte[] clear = decrypted("AES/ECB/NoPadding", "AES", md5(padded(secret, 96)), null, credentials);
            decide(in, out, untilZero(Arrays.copyOfRange(clear, 0, 64)), untilZero(Arrays.copyOfRange(clear, 64, 128)));
        });
    }

    /** As UltraVNC does it: numbers of 64 bits, DES keys with the bits of each byte the other way round. */
    private ScriptedStreamer ultraVnc() {
        BigInteger modulus = new BigInteger("18446744073709551557"); // the largest prime below 2⁶⁴
        BigInteger generator = BigInteger.valueOf(2);
        return new ScriptedStreamer((in, out) -> {
            greet(in, out, "003.008", 2, 113);
            in.readByte();
            BigInteger own = new BigInteger("1234567890123456789");
            out.write(padded(generator, 8));
            out.write(padded(modulus, 8));
            out.write(padded(generator.modPow(own, modulus), 8));
            byte[] secret = padded(new BigInteger(1, read(in, 8)).modPow(own, modulus), 8);
            byte[] key = new byte[8];
            for (int i = 0; i < 64; i++) {
                key[i / 8] |= (byte) ((secret[i / 8] >> (i % 8) & 1) << (7 - i % 8));
            }
            String name = untilZero(decrypted("DES/CBC/NoPadding", "DES", key, secret, read(in, 256)));
            decide(in, out, name, untilZero(decrypted("DES/CBC/NoPadding", "DES", key, secret, read(in, 64))));
        });
    }

    private static byte[] md5(byte[] bytes) {
        try {
            return MessageDigest.getInstance("MD5").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] decrypted(
            String how, String algorithm, byte[] key, byte @Nullable [] vector, byte[] encrypted) {
        try {
            Cipher cipher = Cipher.getInstance(how);
            SecretKeySpec spec = new SecretKeySpec(key, algorithm);
            if (vector == null) {
                cipher.init(Cipher.DECRYPT_MODE, spec);
            } else {
                cipher.init(Cipher.DECRYPT_MODE, spec, new IvParameterSpec(vector));
            }
            return cipher.doFinal(encrypted);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static AwaitViewer request(ScriptedStreamer streamer, String password) {
        return RunningRelay.viewerOf(streamer.port(), false, null).with(NAME, password, null);
    }

    @Test
    void aMacLetsTheRelayInWithAnAccount() throws Exception {
        try (ScriptedStreamer mac = mac();
                RunningRelay relay = new RunningRelay(folder);
                ScriptedViewer viewer = new ScriptedViewer(relay.port())) {
            viewer.enter(relay.ticketFor(request(mac, PASSWORD)));
            assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo(NAME + "/" + PASSWORD);
        }
    }

    @Test
    void ultraVncLetsTheRelayInWithAnAccountOfWindows() throws Exception {
        try (ScriptedStreamer ultraVnc = ultraVnc();
                RunningRelay relay = new RunningRelay(folder);
                ScriptedViewer viewer = new ScriptedViewer(relay.port())) {
            viewer.enter(relay.ticketFor(request(ultraVnc, PASSWORD)));
            assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo(NAME + "/" + PASSWORD);
        }
    }

    @Test
    void whyAnAccountIsNotTakenIsTold() throws Exception {
        try (ScriptedStreamer ultraVnc = ultraVnc();
                RunningRelay relay = new RunningRelay(folder);
                ScriptedViewer viewer = new ScriptedViewer(relay.port())) {
            viewer.prove("003.008", relay.ticketFor(request(ultraVnc, "another")));
            assertThat(viewer.in().readInt()).isEqualTo(1);
            assertThat(viewer.reason()).isEqualTo("The computer's streamer refuses: no such account");
        }
    }

    /** Whoever listens could find its first eight characters. */
    @Test
    void anAccountsPasswordIsNotShownByVncAuthentication() throws Exception {
        try (ScriptedStreamer streamer = new ScriptedStreamer((in, out) -> {
                    greet(in, out, "003.008", 2);
                    in.readAllBytes();
                });
                RunningRelay relay = new RunningRelay(folder);
                ScriptedViewer viewer = new ScriptedViewer(relay.port())) {
            viewer.prove("003.008", relay.ticketFor(request(streamer, PASSWORD)));
            assertThat(viewer.in().readInt()).isEqualTo(1);
            assertThat(viewer.reason()).contains("only the security types 2.").contains("MSLogon II (113)");
        }
    }
}
