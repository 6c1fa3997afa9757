package retrace.relay.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** Wrong tickets, or wrong numbers of streamers, by address, over the last minute. Remembers a bounded number of addresses. Thread-safe. */
public final class FailedAttempts {

    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final int ADDRESSES_MAX = 10_000;

    private final int attemptsMax;

    private final Map<String, Deque<Instant>> byHost = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Instant>> eldest) {
            return size() > ADDRESSES_MAX;
        }
    };

    public FailedAttempts(int attemptsMax) {
        this.attemptsMax = attemptsMax;
    }

    public synchronized boolean areTooMany(String host, Instant now) {
        Deque<Instant> attempts = byHost.get(host);
        if (attempts == null) {
            return false;
        }
        while (!attempts.isEmpty() && attempts.peekFirst().plus(REMEMBERED).isBefore(now)) {
            attempts.removeFirst();
        }
        if (attempts.isEmpty()) {
            byHost.remove(host);
        }
        return attempts.size() >= attemptsMax;
    }

    public synchronized void add(String host, Instant now) {
        Deque<Instant> attempts = byHost.computeIfAbsent(host, absent -> new ArrayDeque<>());
        attempts.addLast(now);
        if (attempts.size() > attemptsMax) {
            attempts.removeFirst();
        }
    }
}
