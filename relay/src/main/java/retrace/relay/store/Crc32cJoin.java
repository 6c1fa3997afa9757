package retrace.relay.store;

/**
 * The CRC32C of two runs of bytes one after the other, from that of each: the first is carried across as many zero bytes
 * as the second is long. Polynomials over GF(2), the lowest power in the highest bit.
 */
final class Crc32cJoin {

    private static final int POLYNOMIAL = 0x82f63b78;
    private static final int ONE = 1 << 31;
    private static final int X_TO_THE_8 = 1 << 23;

    private Crc32cJoin() {}

    static int join(int first, int second, long secondBytes) {
        return times(first, power(X_TO_THE_8, secondBytes)) ^ second;
    }

    private static int power(int base, long exponent) {
        int result = ONE;
        int square = base;
        for (long left = exponent; left > 0; left >>>= 1) {
            if ((left & 1) != 0) {
                result = times(result, square);
            }
            square = times(square, square);
        }
        return result;
    }

    /** Modulo the polynomial. */
    private static int times(int one, int other) {
        int product = 0;
        int shifted = other;
        for (int bits = one; bits != 0; bits <<= 1) {
            if (bits < 0) {
                product ^= shifted;
            }
            shifted = (shifted & 1) == 0 ? shifted >>> 1 : shifted >>> 1 ^ POLYNOMIAL;
        }
        return product;
    }
}
