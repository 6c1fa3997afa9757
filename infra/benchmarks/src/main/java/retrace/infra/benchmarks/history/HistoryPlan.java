package retrace.infra.benchmarks.history;

import java.time.Duration;
import java.time.Instant;

/**
 * Which history is to be made. The same plan makes the same events, whatever the machine.
 *
 * @param events how many, at least {@value #EVENTS_MIN}
 * @param teams how many; the first is the largest
 */
public record HistoryPlan(long events, int teams, long seed) {

    public static final int EVENTS_MIN = 500;

    static final Instant BEGIN = Instant.parse("2025-09-01T00:00:00Z");

    private static final int TEAMS_MAX = 1000;
    private static final int EVENTS_A_SESSION = 11;
    private static final int EVENTS_A_DAY = 3000;
    private static final int DAYS_MIN = 20;
    private static final int DAYS_MAX = 365;

    public HistoryPlan {
        if (events < EVENTS_MIN) {
            throw new IllegalArgumentException("A history has at least " + EVENTS_MIN + " events, not " + events + ".");
        }
        if (teams < 1 || teams > TEAMS_MAX) {
            throw new IllegalArgumentException("A history has 1 to " + TEAMS_MAX + " teams, not " + teams + ".");
        }
    }

    /** In how much time about so many events happen. */
    Duration span() {
        return Duration.ofDays(Math.clamp(events / EVENTS_A_DAY, DAYS_MIN, DAYS_MAX));
    }

    /** About how many sessions there are among so many events. */
    long sessions() {
        return events / EVENTS_A_SESSION;
    }

    /** What part of all happens in this one of the teams: the second has half of the first's, and so on. */
    double shareOf(int team) {
        double all = 0;
        for (int i = 0; i < teams; i++) {
            all += 1.0 / (i + 1);
        }
        return 1.0 / (team + 1) / all;
    }

    int accountsOf(int team) {
        return Math.clamp(Math.round(events / 5000.0 * shareOf(team)), 4, 60);
    }

    int endpointsOf(int team) {
        return Math.clamp(Math.round(events / 2500.0 * shareOf(team)), 3, 1500);
    }
}
