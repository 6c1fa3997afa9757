package retrace.infra.benchmarks.history;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Chance, the same for the same seed. */
final class Dice {

    private static final char[] HEX = "0123456789abcdef".toCharArray();
    private static final long VERSION_MASK = 0xFFFF_FFFF_FFFF_0FFFL;
    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT_MASK = 0x3FFF_FFFF_FFFF_FFFFL;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final SplittableRandom random;

    Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** Both ends included. */
    int between(int from, int to) {
        return random.nextInt(from, to + 1);
    }

    /** Both ends included. */
    long between(long from, long to) {
        return random.nextLong(from, to + 1);
    }

    <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** The nearer to the first, the likelier. */
    <T> T pickEarly(List<T> of) {
        double place = random.nextDouble();
        return of.get((int) (place * place * of.size()));
    }

    UUID uuid() {
        return new UUID(random.nextLong() & VERSION_MASK | VERSION_4, random.nextLong() & VARIANT_MASK | VARIANT);
    }

    String hex(int digits) {
        char[] text = new char[digits];
        for (int i = 0; i < digits; i++) {
            text[i] = HEX[random.nextInt(HEX.length)];
        }
        return new String(text);
    }

    /** Both ends included, to the nanosecond, as clocks tell it. */
    Duration within(Duration from, Duration to) {
        return Duration.ofNanos(between(from.toNanos(), to.toNanos()));
    }

    Duration millis(int from, int to) {
        return within(Duration.ofMillis(from), Duration.ofMillis(to));
    }

    Duration seconds(int from, int to) {
        return within(Duration.ofSeconds(from), Duration.ofSeconds(to));
    }

    /** Log-normal: half of them are shorter. */
    Duration around(Duration median, double spread) {
        return Duration.ofNanos((long) (median.toNanos() * Math.exp(spread * random.nextGaussian())));
    }

    /** The time until the next of what happens every {@code mean}. */
    Duration untilNext(Duration mean) {
        return Duration.ofNanos((long) (-Math.log(1 - random.nextDouble()) * mean.toNanos()));
    }
}
