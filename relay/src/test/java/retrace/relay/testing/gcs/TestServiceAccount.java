package retrace.relay.testing.gcs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;

/** A service account with a key of its own, made for a test. */
public final class TestServiceAccount {

    private static final int KEY_BITS = 2048;

    private final KeyPair key;

    public TestServiceAccount() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            key = generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }

    public String email() {
        return "links@test-project.iam.gserviceaccount.com";
    }

    PublicKey publicKey() {
        return key.getPublic();
    }

    /** The file that an operator downloads for such an account. */
    public String keyFile() {
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(key.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "service_account")
                .put("project_id", "test-project")
                .put("private_key_id", "1")
                .put("private_key", pem)
                .put("client_email", email())
                .put("client_id", "1")
                .put("token_uri", "http://127.0.0.1:9/token")
                .toString();
    }
}
