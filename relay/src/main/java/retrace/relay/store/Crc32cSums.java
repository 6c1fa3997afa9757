package retrace.relay.store;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;

/** CRC32C sums as numbers, and as they are written. */
public final class Crc32cSums {

    private Crc32cSums() {}

    /** The buffers stay as they are. */
    public static int of(List<ByteBuffer> content) {
        CRC32C sum = new CRC32C();
        content.forEach(buffer -> sum.update(buffer.duplicate()));
        return (int) sum.getValue();
    }

    /** As Google Cloud Storage takes it. */
    public static String base64(int sum) {
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(Integer.BYTES).putInt(sum).array());
    }

    /** @return 8 hexadecimal digits */
    public static String hex(int sum) {
        return HexFormat.of().toHexDigits(sum);
    }

    public static int parseHex(String hex) {
        return HexFormat.fromHexDigits(hex);
    }
}
