package retrace.relay.store.gcs;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32C;

/** CRC32C sums as numbers, and as the service writes them. */
final class Crc32cSums {

    private Crc32cSums() {}

    static int of(List<ByteBuffer> content) {
        CRC32C sum = new CRC32C();
        content.forEach(buffer -> sum.update(buffer.duplicate()));
        return (int) sum.getValue();
    }

    static String base64(int sum) {
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(Integer.BYTES).putInt(sum).array());
    }

    static int parseHex(String hex) {
        return Integer.parseUnsignedInt(hex, 16);
    }
}
