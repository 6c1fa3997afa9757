package retrace.command.endpoint;

import org.jspecify.annotations.Nullable;

/**
 * Encrypts the key that a login is encrypted with, so that the keys which matter can be kept elsewhere: in a file, or in
 * a key management service. Thread-safe.
 */
public interface KeyWrapping {

    /** What new keys are wrapped with from now on. */
    String currentKey();

    /**
     * @param key one that there is
     * @param bound what must be given again to unwrap it
     * @throws IllegalStateException with a sentence where the key cannot be used
     */
    byte[] wrap(String key, byte[] dataKey, byte[] bound);

    /** @throws IllegalStateException with a sentence where there is no such key, or it wrapped something else */
    byte[] unwrap(String key, byte[] wrapped, byte[] bound);

    /** Looks whether there are other keys by now. */
    void reload();

    /** What was encrypted before keys had names was encrypted with; null where it is not there. */
    byte @Nullable [] nameless();
}
