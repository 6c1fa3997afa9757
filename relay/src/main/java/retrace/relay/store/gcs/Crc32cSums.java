package retrace.relay.store.gcs;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32C;

/** CRC32C sums as numbers: of bytes, of bytes put together, and as the service writes them. */
final class Crc32cSums {

    /** The polynomial of CRC32C, its lowest power at the highest bit. */
    private static final int POLYNOMIAL = 0x82F63B78;

    private static final int ONE = 1 << 31;

    private Crc32cSums() {}

    static int of(List<ByteBuffer> content) {
        CRC32C sum = new CRC32C();
        content.forEach(buffer -> sum.update(buffer.duplicate()));
        return (int) sum.getValue();
    }

    /** The sum of some bytes with others behind them, from the sums of both. */
    static int joined(int first, int second, long secondBytes) {
        return times(power(secondBytes), first) ^ second;
    }

    /** x to the power of 8 times {@code bytes}, modulo the polynomial. */
    private static int power(long bytes) {
        int result = ONE;
        int square = ONE >>> 8;
        for (long left = bytes; left > 0; left >>= 1) {
            if ((left & 1) == 1) {
                result = times(square, result);
            }
            square = times(square, square);
        }
        return result;
    }

    private static int times(int a, int b) {
        int product = 0;
        int shifted = b;
        for (int bit = ONE; bit != 0; bit >>>= 1) {
            if ((a & bit) != 0) {
                product ^= shifted;
            }
            shifted = (shifted & 1) == 0 ? shifted >>> 1 : shifted >>> 1 ^ POLYNOMIAL;
        }
        return product;
    }

    static String base64(int sum) {
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(Integer.BYTES).putInt(sum).array());
    }

    static int parseHex(String hex) {
        return Integer.parseUnsignedInt(hex, 16);
    }
}
