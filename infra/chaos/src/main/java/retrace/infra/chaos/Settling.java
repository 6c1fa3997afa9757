package retrace.infra.chaos;

import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;

/** Waits until nothing is left to be done. */
final class Settling {

    private static final Duration SETTLING_MAX = Duration.ofMinutes(4);
    private static final Duration LOOK = Duration.ofSeconds(1);
    /** A segment of which nobody has heard yet, since its relay was killed before it could say so, is found within it. */
    private static final Duration QUIET = Duration.ofSeconds(6);

    private static final String PART = ".mp4.parts/";

    private Settling() {}

    /**
     * Until for a while nothing has happened any more, every session has ended, none of its segments is unfinished by the
     * events, and no part of one is left in the store; the checker says the rest.
     */
    static void await(Database database, StoreUnderTest store, PrintWriter out) throws InterruptedException {
        long latest = System.nanoTime() + SETTLING_MAX.toNanos();
        long quietSince = System.nanoTime();
        int known = -1;
        while (System.nanoTime() < latest) {
            try {
                EventLog log = EventLog.read(database);
                boolean settled = log.isSettled()
                        && store.objects().stream()
                                .noneMatch(object -> object.name().contains(PART));
                if (!settled || log.size() != known) {
                    quietSince = System.nanoTime();
                    known = log.size();
                } else if (System.nanoTime() - quietSince > QUIET.toNanos()) {
                    return;
                }
            } catch (IOException | SQLException e) {
                out.println("  the events cannot be read: " + e.getMessage());
            }
            Thread.sleep(LOOK);
        }
    }
}
