package retrace.command.endpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.AEADBadTagException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys from the configuration. A file has one a line, its name and base64 of its 32 bytes; the last one is current. It
 * is read again when it has changed, and when something was wrapped with a key that is not known yet.
 */
public final class CredentialKeys implements KeyWrapping {

    /** The name of the key that is configured itself. */
    public static final String CONFIGURED = "configured";

    private static final Logger LOG = LoggerFactory.getLogger(CredentialKeys.class);

    private final byte @Nullable [] configured;
    private final @Nullable Path file;
    private final SecureRandom random;
    private volatile Known known;

    private record Known(Map<String, byte[]> keys, String current, String text) {}

    /**
     * @param configured null where the file alone has keys
     * @param file null where there is none; its keys go before the configured one
     * @throws IllegalArgumentException with a sentence where there is no key, or none that fits
     */
    public CredentialKeys(byte @Nullable [] configured, @Nullable Path file, SecureRandom random) {
        if (configured != null) {
            requireLength(configured, "The key for endpoints' passwords");
        }
        this.configured = configured == null ? null : configured.clone();
        this.file = file;
        this.random = random;
        known = read();
    }

    private static void requireLength(byte[] key, String which) {
        if (key.length != AesGcm.KEY_BYTES) {
            throw new IllegalArgumentException(which + " has " + AesGcm.KEY_BYTES + " bytes, not " + key.length + ".");
        }
    }

    private Known read() {
        Map<String, byte[]> keys = new LinkedHashMap<>();
        if (configured != null) {
            keys.put(CONFIGURED, configured);
        }
        String text = text();
        for (String line : text.lines().map(String::strip).toList()) {
            if (!line.isEmpty() && !line.startsWith("#")) {
                addTo(keys, line);
            }
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("There is no key for endpoints' passwords in " + file + ".");
        }
        return new Known(
                Map.copyOf(keys),
                keys.keySet().stream().reduce((first, next) -> next).orElseThrow(),
                text);
    }

    private void addTo(Map<String, byte[]> keys, String line) {
        String[] words = line.split("\\s+", -1);
        if (words.length != 2) {
            throw new IllegalArgumentException("A line of " + file + " has a key's name and the key in base64.");
        }
        byte[] key;
        try {
            key = Base64.getDecoder().decode(words[1]);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The key " + words[0] + " in " + file + " is no base64.", e);
        }
        requireLength(key, "The key " + words[0] + " in " + file);
        if (keys.put(words[0], key) != null) {
            throw new IllegalArgumentException("There are two keys " + words[0] + " in " + file + ".");
        }
    }

    private String text() {
        if (file == null) {
            return "";
        }
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The keys for endpoints' passwords cannot be read from " + file + ".", e);
        }
    }

    /** A file that has become unusable changes nothing, and is in the log. */
    @Override
    public void reload() {
        try {
            Known read = read();
            if (!read.text().equals(known.text())) {
                LOG.info("endpoints' passwords are encrypted with the key {} from now on", read.current());
            }
            known = read;
        } catch (IllegalArgumentException e) {
            LOG.error("the changed keys cannot be used, and those before stay", e);
        }
    }

    @Override
    public String currentKey() {
        return known.current();
    }

    @Override
    public byte[] wrap(String key, byte[] dataKey, byte[] bound) {
        return AesGcm.seal(find(key), dataKey, bound, random);
    }

    @Override
    public byte[] unwrap(String key, byte[] wrapped, byte[] bound) {
        try {
            return AesGcm.open(find(key), wrapped, bound);
        } catch (AEADBadTagException e) {
            throw new IllegalStateException("the key " + key + " is not the one that this was encrypted with", e);
        }
    }

    private byte[] find(String key) {
        if (!known.keys().containsKey(key)) {
            reload();
        }
        byte[] found = known.keys().get(key);
        if (found == null) {
            throw new IllegalStateException("there is no key " + key + ", which this was encrypted with");
        }
        return found;
    }

    @Override
    public byte @Nullable [] nameless() {
        return configured == null ? null : configured.clone();
    }
}
