package retrace.relay.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import retrace.kernel.id.SessionId;
import retrace.kernel.session.SessionCommand;
import retrace.kernel.session.SessionCommand.CloseSegment;
import retrace.kernel.session.SessionCommand.EndSession;
import retrace.relay.session.CommandSide;

/** A command side that takes in every report and remembers it. */
public final class ReportedCommands implements CommandSide {

    private final List<SessionCommand> reports = new ArrayList<>();

    @Override
    public synchronized CompletableFuture<?> send(SessionCommand report) {
        reports.add(report);
        notifyAll();
        return CompletableFuture.completedFuture(null);
    }

    public synchronized List<SessionCommand> all() {
        return List.copyOf(reports);
    }

    public synchronized <T extends SessionCommand> List<T> all(Class<T> kind) {
        return reports.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Waits for the first report of the kind. */
    public <T extends SessionCommand> T await(Class<T> kind) {
        return awaitNth(kind, 1);
    }

    /** Waits until there are so many of the kind, and gives the last of those. */
    public synchronized <T extends SessionCommand> T awaitNth(Class<T> kind, int count) {
        long end = System.nanoTime() + 30_000_000_000L;
        Optional<T> found = nth(kind, count);
        while (found.isEmpty()) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new IllegalStateException("no " + count + " x " + kind.getSimpleName() + " in " + reports);
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            found = nth(kind, count);
        }
        return found.get();
    }

    private <T extends SessionCommand> Optional<T> nth(Class<T> kind, int count) {
        return all(kind).stream().skip(count - 1L).findFirst();
    }

    public EndSession awaitEnd() {
        return await(EndSession.class);
    }

    /** Waits for the session's end, and gives the segments that it had closed by then. */
    public synchronized List<CloseSegment> awaitSegmentsOf(SessionId session) {
        for (int ends = 1; !awaitNth(EndSession.class, ends).session().equals(session); ends++) {
            // each session ends once, so this is the end of another
        }
        return all(CloseSegment.class).stream()
                .filter(closed -> closed.session().equals(session))
                .toList();
    }
}
