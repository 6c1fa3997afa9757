package retrace.query.eventlog;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

/** Bundles of entries as objects: each is written once, several at a time. Thread-safe. */
public final class BundleStore {

    private final LogObjects objects;
    private final int callsMax;

    /** @param callsMax of the store at a time */
    public BundleStore(LogObjects objects, int callsMax) {
        this.objects = objects;
        this.callsMax = callsMax;
    }

    /** What is done for one of several. */
    private interface Call<T> {
        T make(int which) throws IOException;
    }

    /**
     * @param from the number of the first
     * @throws LogBroken where the store has another bundle in the place of one
     */
    void write(long from, List<EntryBundle> bundles) throws IOException {
        each(bundles.size(), which -> {
            writeOnce(
                    LogNames.bundle(from + which, bundles.get(which).width()),
                    bundles.get(which).stored());
            return true;
        });
    }

    /** @throws LogBroken where there is one of that name with another content */
    void writeOnce(String name, byte[] content) throws IOException {
        if (!objects.create(name, content)) {
            Optional<byte[]> there = objects.read(name, EntryBundle.STORED_BYTES_MAX);
            if (there.isEmpty() || !Arrays.equals(there.get(), content)) {
                throw new LogBroken("The object store has another " + name + " than the database's log says. One of"
                        + " them was changed, or the database is an older one than the store.");
            }
        }
    }

    /**
     * @param widths of the bundles from {@code from} on
     * @return for each its bundle, empty where the store has none of that width
     */
    public List<Optional<EntryBundle>> read(long from, List<Integer> widths) throws IOException {
        return each(
                widths.size(),
                which -> objects.read(LogNames.bundle(from + which, widths.get(which)), EntryBundle.STORED_BYTES_MAX)
                        .flatMap(stored -> EntryBundle.ofStored(stored, widths.get(which))));
    }

    private <T> List<T> each(int count, Call<T> call) throws IOException {
        Semaphore turns = new Semaphore(callsMax);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> calls = IntStream.range(0, count)
                    .mapToObj(which -> threads.submit(() -> {
                        turns.acquire();
                        try {
                            return call.make(which);
                        } finally {
                            turns.release();
                        }
                    }))
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> made : calls) {
                results.add(resultOf(made));
            }
            return results;
        }
    }

    private static <T> T resultOf(Future<T> made) throws IOException {
        try {
            return made.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failed) {
                throw failed;
            }
            if (e.getCause() instanceof RuntimeException failed) {
                throw failed;
            }
            throw new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
