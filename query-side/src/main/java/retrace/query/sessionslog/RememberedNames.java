package retrace.query.sessionslog;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import retrace.kernel.id.TeamId;

/**
 * Names that were read once, and since then only those of the sessions that have come. A session that comes into the log
 * later than others that started {@link #LATE_MAX} after it, as where clocks differ, is found within
 * {@link #READ_AGAIN_AFTER}.
 */
final class RememberedNames implements NamesInLog {

    static final Duration LATE_MAX = Duration.ofMinutes(1);

    private static final Duration READ_AGAIN_AFTER = Duration.ofMinutes(10);

    /** Of all teams together; some 200 bytes each. */
    private static final long NAMES_MAX = 500_000;

    private final DistinctInLog log;
    private final LoadingCache<TeamId, Known> known;

    RememberedNames(DistinctInLog log) {
        this.log = log;
        this.known = Caffeine.newBuilder()
                .expireAfterWrite(READ_AGAIN_AFTER)
                .maximumWeight(NAMES_MAX)
                .<TeamId, Known>weigher((team, names) -> 1 + names.byKey.size())
                .build(this::readAll);
    }

    @Override
    public Map<String, String> of(TeamId team) {
        Known names = known.get(team);
        names.update(team);
        return Collections.unmodifiableMap(names.byKey);
    }

    private Known readAll(TeamId team) {
        Instant last = log.lastStart(team).orElse(Instant.EPOCH);
        return new Known(new ConcurrentHashMap<>(log.of(team)), last);
    }

    private final class Known {

        private final Map<String, String> byKey;
        private Instant last;

        Known(Map<String, String> byKey, Instant last) {
            this.byKey = byKey;
            this.last = last;
        }

        synchronized void update(TeamId team) {
            Instant now = log.lastStart(team).orElse(last);
            byKey.putAll(log.since(team, last.minus(LATE_MAX)));
            last = now.isAfter(last) ? now : last;
        }
    }
}
