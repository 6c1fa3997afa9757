package retrace.query.testing;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert;

/** For what happens soon, on another thread. */
public final class Eventually {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Eventually() {}

    /** Tries until it holds, or fails as it failed last. */
    public static void eventually(ThrowableAssert.ThrowingCallable assertion) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                assertion.call();
                return;
            } catch (Throwable failure) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("did not hold within " + PATIENCE, failure);
                }
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
