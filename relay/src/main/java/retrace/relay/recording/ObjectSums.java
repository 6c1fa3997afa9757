package retrace.relay.recording;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * The sums of an object's bytes, read once.
 *
 * @param crc32c 8 hexadecimal digits
 * @param sha256 64 hexadecimal digits
 */
record ObjectSums(long sizeBytes, String crc32c, String sha256) {

    private static final int BUFFER_BYTES = 1 << 20;

    static ObjectSums of(InputStream content) throws IOException {
        MessageDigest sha256 = newDigest();
        CRC32C crc32c = new CRC32C();
        byte[] buffer = new byte[BUFFER_BYTES];
        long size = 0;
        int count = content.read(buffer);
        while (count >= 0) {
            sha256.update(buffer, 0, count);
            crc32c.update(buffer, 0, count);
            size += count;
            count = content.read(buffer);
        }
        return new ObjectSums(
                size,
                HexFormat.of().toHexDigits((int) crc32c.getValue()),
                HexFormat.of().formatHex(sha256.digest()));
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
