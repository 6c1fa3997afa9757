package retrace.query.eventlog.verify;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;
import retrace.kernel.recording.StoredObject;
import retrace.query.eventlog.tree.TreeHasher;

/**
 * What the bytes of a recording come to.
 *
 * @param crc32c 8 hexadecimal digits
 * @param sha256 64 hexadecimal digits
 */
public record Sums(long sizeBytes, String crc32c, String sha256) {

    private static final int BUFFER_BYTES = 1 << 18;

    /**
     * Reads to the end, or one buffer past {@code sizeMax}.
     *
     * @param copy gets the bytes as well
     */
    public static Sums of(InputStream in, long sizeMax, OutputStream copy) throws IOException {
        CRC32C crc32c = new CRC32C();
        MessageDigest sha256 = TreeHasher.sha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        long size = 0;
        for (int read = in.read(buffer); read >= 0 && size <= sizeMax; read = in.read(buffer)) {
            crc32c.update(buffer, 0, read);
            sha256.update(buffer, 0, read);
            copy.write(buffer, 0, read);
            size += read;
        }
        return new Sums(
                size,
                HexFormat.of().toHexDigits((int) crc32c.getValue()),
                HexFormat.of().formatHex(sha256.digest()));
    }

    /** @return what differs from the event, empty where nothing does */
    public Optional<String> differFrom(StoredObject object) {
        if (sizeBytes != object.sizeBytes()) {
            return Optional.of(
                    "it has " + (sizeBytes > object.sizeBytes() ? "more than " + object.sizeBytes() : sizeBytes)
                            + " bytes, its event says " + object.sizeBytes());
        }
        if (!sha256.equals(object.sha256())) {
            return Optional.of("its SHA-256 is " + sha256 + ", its event says " + object.sha256());
        }
        return crc32c.equals(object.crc32c())
                ? Optional.empty()
                : Optional.of("its CRC32C is " + crc32c + ", its event says " + object.crc32c());
    }
}
