package retrace.query.rebuild;

import java.sql.SQLException;
import java.util.Collection;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Does many things, some at a time. */
final class AtOnce {

    @FunctionalInterface
    interface Task {
        void run() throws Exception;
    }

    private AtOnce() {}

    /** @throws SQLException where one failed; the others are stopped then */
    static void run(int threads, Collection<Task> tasks) throws SQLException, InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name("rebuild-", 1).factory());
        CompletionService<@Nullable Void> ended = new ExecutorCompletionService<>(pool);
        try {
            for (Task task : tasks) {
                ended.submit(() -> {
                    task.run();
                    return null;
                });
            }
            for (int i = 0; i < tasks.size(); i++) {
                ended.take().get();
            }
        } catch (ExecutionException e) {
            throw new SQLException(e.getCause());
        } finally {
            pool.shutdownNow();
            pool.close();
        }
    }

    /** For a task to ask now and then. */
    static void requireNotStopped() throws SQLException {
        if (Thread.currentThread().isInterrupted()) {
            throw new SQLException("The rebuild was stopped.");
        }
    }
}
