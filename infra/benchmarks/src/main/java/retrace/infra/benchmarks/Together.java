package retrace.infra.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several that do the same at a time, each again and again. */
final class Together {

    private Together() {}

    /**
     * @param workers each is called by one thread alone, until the time is over
     * @return how many calls a second they made, all of them together
     * @throws ExecutionException where a call fails; then the others stop as well
     */
    static double callsASecond(List<? extends Callable<?>> workers, Duration time)
            throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        long until = start + time.toNanos();
        try (ExecutorService threads = Executors.newFixedThreadPool(workers.size())) {
            List<Future<Long>> counting = new ArrayList<>();
            for (Callable<?> worker : workers) {
                counting.add(threads.submit(() -> {
                    long calls = 0;
                    while (System.nanoTime() < until && !Thread.currentThread().isInterrupted()) {
                        worker.call();
                        calls++;
                    }
                    return calls;
                }));
            }
            try {
                long calls = 0;
                for (Future<Long> counted : counting) {
                    calls += counted.get();
                }
                return calls / ((System.nanoTime() - start) / 1e9);
            } finally {
                threads.shutdownNow();
            }
        }
    }
}
