package retrace.infra.chaos;

import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;

/** Waits until nothing is left to be done. */
final class Settling {

    private static final Duration SETTLING_MAX = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration PARTS_DELETED = Duration.ofSeconds(3);

    private Settling() {}

    /** Until every session has ended and none of its segments is unfinished, by the events; the checker says the rest. */
    static void await(Database database, PrintWriter out) throws InterruptedException {
        long latest = System.nanoTime() + SETTLING_MAX.toNanos();
        while (System.nanoTime() < latest) {
            try {
                if (EventLog.read(database).isSettled()) {
                    Thread.sleep(PARTS_DELETED); // after their segment's closing was taken in
                    return;
                }
            } catch (IOException | SQLException e) {
                out.println("  the events cannot be read: " + e.getMessage());
            }
            Thread.sleep(LOOK);
        }
    }
}
