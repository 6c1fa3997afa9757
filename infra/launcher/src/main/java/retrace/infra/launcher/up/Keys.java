package retrace.infra.launcher.up;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * What this installation keeps secret, made at its first start.
 *
 * @param link base64 of the key that links are signed with
 * @param credential base64 of the key that endpoints' passwords are encrypted with
 * @param operator base64 of what the operator's command line shows
 */
record Keys(String link, String credential, String operator) {

    private static final int KEY_BYTES = 32;

    private static final String LINK = "link-key";
    private static final String CREDENTIAL = "credential-key";
    private static final String OPERATOR = "operator-key";

    static Keys readOrMake(Path file, SecureRandom random) throws IOException {
        Optional<Map<String, String>> kept = PrivateProperties.read(file);
        if (kept.isPresent()) {
            return new Keys(
                    required(file, kept.get(), LINK),
                    required(file, kept.get(), CREDENTIAL),
                    required(file, kept.get(), OPERATOR));
        }
        Keys keys = new Keys(random(random), random(random), random(random));
        PrivateProperties.write(file, Map.of(LINK, keys.link, CREDENTIAL, keys.credential, OPERATOR, keys.operator));
        return keys;
    }

    /** The operator's, where Retrace has been started before. */
    static Optional<String> readOperator(Path file) throws IOException {
        return PrivateProperties.read(file).map(kept -> kept.get(OPERATOR));
    }

    private static String required(Path file, Map<String, String> kept, String name) throws IOException {
        String value = kept.get(name);
        if (value == null) {
            throw new IOException("There is no " + name + " in " + file + ". Restore the file from a backup.");
        }
        return value;
    }

    private static String random(SecureRandom random) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    /** Says none of them. */
    @Override
    public String toString() {
        return "Keys";
    }
}
