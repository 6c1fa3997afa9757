package retrace.relay.testing.gcs;

import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * An object in one generation.
 *
 * @param components of how many objects it was composed, 0 where it was uploaded
 * @param kmsKey name of the key it is encrypted with, null for the service's own
 */
public record GcsObject(
        String name,
        long generation,
        long metageneration,
        byte[] content,
        int components,
        String contentType,
        @Nullable String contentDisposition,
        Map<String, String> metadata,
        @Nullable Instant customTime,
        boolean temporaryHold,
        boolean eventBasedHold,
        @Nullable String kmsKey,
        Instant created,
        Instant updated) {

    /** As the API writes it: base64 of its four bytes. */
    public String crc32c() {
        return crc32c(content);
    }

    static String crc32c(byte[] content) {
        CRC32C sum = new CRC32C();
        sum.update(content);
        int value = (int) sum.getValue();
        return Base64.getEncoder()
                .encodeToString(
                        new byte[] {(byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value});
    }

    boolean isHeld() {
        return temporaryHold || eventBasedHold;
    }
}
