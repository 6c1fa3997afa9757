package retrace.infra.streamer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTest {

    private static final String PASSWORD = "sesame!";

    @ParameterizedTest
    @ValueSource(strings = {"003.003", "003.007", "003.008", "003.005", "003.889", "004.001"})
    void everyVersionIsLetInWithoutAPassword(String version) throws IOException {
        try (DemoStreamer streamer = DemoStreamer.start(DemoStreamer.Config.standard());
                Viewer viewer = greeted(streamer, version)) {
            agree(viewer, version, 1);
            if (isAtLeast38(version)) {
                assertThat(viewer.in.readInt()).isZero();
            }
            viewer.initialise();
            viewer.watch(2);
            assertThat(viewer.width).isEqualTo(1280);
        }
    }

    @ParameterizedTest
    @CsvSource({"003.003", "003.007", "003.008"})
    void thePasswordOpensInEveryVersion(String version) throws Exception {
        try (DemoStreamer streamer = guarded();
                Viewer viewer = greeted(streamer, version)) {
            agree(viewer, version, 2);
            viewer.out.write(response(viewer.in.readNBytes(16), PASSWORD));
            assertThat(viewer.in.readInt()).isZero();
            viewer.initialise();
            viewer.watch(2);
            assertThat(viewer.width).isEqualTo(1280);
        }
    }

    @Test
    void aWrongPasswordIsRefusedInASentence() throws Exception {
        try (DemoStreamer streamer = guarded();
                Viewer viewer = greeted(streamer, "003.008")) {
            agree(viewer, "003.008", 2);
            viewer.out.write(response(viewer.in.readNBytes(16), "guess"));
            assertThat(viewer.in.readInt()).isEqualTo(1);
            String reason = new String(viewer.in.readNBytes(viewer.in.readInt()), StandardCharsets.UTF_8);
            assertThat(reason).isEqualTo("The password is wrong.");
            assertThat(viewer.readToEnd()).isZero();
        }
    }

    @Test
    void nobodyGetsPastThePasswordByAskingForNone() throws Exception {
        try (DemoStreamer streamer = guarded();
                Viewer viewer = greeted(streamer, "003.008")) {
            assertThat(viewer.in.readNBytes(viewer.in.readUnsignedByte())).containsExactly(2);
            viewer.out.writeByte(1);
            assertThat(viewer.readToEnd()).isZero();
        }
    }

    private static DemoStreamer guarded() throws IOException {
        return DemoStreamer.start(DemoStreamer.Config.standard().withPassword(PASSWORD));
    }

    private static Viewer greeted(DemoStreamer streamer, String version) throws IOException {
        Viewer viewer = Viewer.silent(streamer.monitors().getFirst().port());
        assertThat(new String(viewer.in.readNBytes(12), StandardCharsets.US_ASCII))
                .isEqualTo("RFB 003.008\n");
        viewer.out.write(("RFB " + version + "\n").getBytes(StandardCharsets.US_ASCII));
        return viewer;
    }

    private static void agree(Viewer viewer, String version, int type) throws IOException {
        boolean isServersChoice = version.equals("003.003") || version.equals("003.005");
        if (isServersChoice) {
            assertThat(viewer.in.readInt()).isEqualTo(type);
            return;
        }
        assertThat(viewer.in.readNBytes(viewer.in.readUnsignedByte())).containsExactly(type);
        viewer.out.writeByte(type);
    }

    private static boolean isAtLeast38(String version) {
        return version.compareTo("003.008") >= 0;
    }

    private static byte[] response(byte[] challenge, String password) throws GeneralSecurityException {
        byte[] key = Arrays.copyOf(password.getBytes(StandardCharsets.US_ASCII), 8);
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (Integer.reverse(key[i]) >>> 24);
        }
        Cipher cipher = Cipher.getInstance("DES/ECB/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "DES"));
        return cipher.doFinal(challenge);
    }
}
