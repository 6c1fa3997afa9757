package retrace.query.eventlog;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Work that others do, several pieces at a time and only so far ahead, and whose results are taken in the order in which
 * it was given. For one thread.
 */
public final class InOrder<T> {

    /** Takes a result, on the thread that gives the work. */
    public interface Receiver<T> {
        void take(T result) throws SQLException, IOException;
    }

    private final ExecutorService threads;
    private final int aheadMax;
    private final Receiver<? super T> receiver;
    private final Deque<Future<T>> ahead = new ArrayDeque<>();

    /** @param aheadMax pieces of work that are done or being done and whose results are not taken yet */
    public InOrder(ExecutorService threads, int aheadMax, Receiver<? super T> receiver) {
        this.threads = threads;
        this.aheadMax = aheadMax;
        this.receiver = receiver;
    }

    /** Takes the oldest result first, where there are as many ahead as there may be. */
    public void add(Callable<T> work) throws SQLException, IOException {
        if (ahead.size() >= aheadMax) {
            takeOldest();
        }
        ahead.add(threads.submit(work));
    }

    /** Takes all that are left. */
    public void finish() throws SQLException, IOException {
        while (!ahead.isEmpty()) {
            takeOldest();
        }
    }

    private void takeOldest() throws SQLException, IOException {
        try {
            receiver.take(ahead.remove().get());
        } catch (ExecutionException e) {
            rethrow(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static void rethrow(ExecutionException e) throws SQLException, IOException {
        if (e.getCause() instanceof IOException failed) {
            throw failed;
        }
        if (e.getCause() instanceof SQLException failed) {
            throw failed;
        }
        if (e.getCause() instanceof RuntimeException failed) {
            throw failed;
        }
        throw new IllegalStateException(e);
    }
}
