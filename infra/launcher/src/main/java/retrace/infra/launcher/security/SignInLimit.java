package retrace.infra.launcher.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts failed sign-ins for each name from each address. Remembers at most {@value #ENTRIES_MAX} of them and forgets
 * each after {@link #WINDOW}, so guessing names costs no memory. Thread-safe.
 */
public final class SignInLimit {

    public static final int FAILURES_MAX = 10;
    /** From the last failure on. */
    public static final Duration WINDOW = Duration.ofMinutes(5);

    private static final int ENTRIES_MAX = 10_000;

    private final Cache<From, AtomicInteger> failures;

    private record From(String name, String address) {

        From {
            name = name.toLowerCase(Locale.ROOT);
        }
    }

    /** @param ticker nanoseconds that pass */
    public SignInLimit(Ticker ticker) {
        failures = Caffeine.newBuilder()
                .maximumSize(ENTRIES_MAX)
                .expireAfterWrite(WINDOW)
                .ticker(ticker)
                .build();
    }

    public boolean isReached(String name, String address) {
        AtomicInteger counted = failures.getIfPresent(new From(name, address));
        return counted != null && counted.get() >= FAILURES_MAX;
    }

    public void failed(String name, String address) {
        From from = new From(name, address);
        AtomicInteger counted = failures.get(from, key -> new AtomicInteger());
        counted.incrementAndGet();
        failures.put(from, counted); // the window begins again
    }

    public void succeeded(String name, String address) {
        failures.invalidate(new From(name, address));
    }
}
