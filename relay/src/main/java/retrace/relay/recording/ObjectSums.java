package retrace.relay.recording;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;

/** The sums that objects are checked by. */
final class ObjectSums {

    private ObjectSums() {}

    /** @return 8 hexadecimal digits; the buffers stay as they are */
    static String crc32c(List<ByteBuffer> content) {
        CRC32C crc32c = new CRC32C();
        content.forEach(buffer -> crc32c.update(buffer.duplicate()));
        return hex(crc32c);
    }

    static String hex(CRC32C crc32c) {
        return HexFormat.of().toHexDigits((int) crc32c.getValue());
    }

    static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
