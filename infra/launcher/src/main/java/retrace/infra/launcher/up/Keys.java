package retrace.infra.launcher.up;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import retrace.query.eventlog.note.SigningKey;

/**
 * What this installation keeps secret, made at its first start.
 *
 * @param link base64 of the key that links are signed with
 * @param credential base64 of the key that endpoints' passwords are encrypted with
 * @param operator base64 of what the operator's command line shows
 * @param eventLog base64 of what heads of the event log are signed with
 */
record Keys(String link, String credential, String operator, String eventLog) {

    private static final int KEY_BYTES = 32;

    private static final String LINK = "link-key";
    private static final String CREDENTIAL = "credential-key";
    private static final String OPERATOR = "operator-key";
    private static final String EVENT_LOG = "event-log-key";

    static Keys readOrMake(Path file, SecureRandom random) throws IOException {
        Optional<Map<String, String>> kept = PrivateProperties.read(file);
        Keys keys = kept.isPresent()
                ? new Keys(
                        required(file, kept.get(), LINK),
                        required(file, kept.get(), CREDENTIAL),
                        required(file, kept.get(), OPERATOR),
                        eventLog(kept.get(), random))
                : new Keys(random(random), random(random), random(random), SigningKey.generate(random));
        if (!keys.eventLog.equals(kept.map(values -> values.get(EVENT_LOG)).orElse(""))) {
            PrivateProperties.write(
                    file,
                    Map.of(
                            LINK,
                            keys.link,
                            CREDENTIAL,
                            keys.credential,
                            OPERATOR,
                            keys.operator,
                            EVENT_LOG,
                            keys.eventLog));
        }
        return keys;
    }

    /** Installations of before there was a log have none yet. */
    private static String eventLog(Map<String, String> kept, SecureRandom random) {
        String known = kept.get(EVENT_LOG);
        return known == null ? SigningKey.generate(random) : known;
    }

    /** The operator's, where Retrace has been started before. */
    static Optional<String> readOperator(Path file) throws IOException {
        return PrivateProperties.read(file).map(kept -> kept.get(OPERATOR));
    }

    /** What heads of the event log are signed with, where Retrace has been started before. */
    static Optional<String> readEventLog(Path file) throws IOException {
        return PrivateProperties.read(file).map(kept -> kept.get(EVENT_LOG));
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
