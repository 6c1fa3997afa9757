package retrace.relay.recording.spool;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;
import retrace.relay.lease.LeaseLost;
import retrace.relay.store.ObjectFacts;
import retrace.relay.store.ObjectStore;
import retrace.relay.store.WrittenObject;

/**
 * What the spool holds of one session. {@link #put} writes parts, a thread of its own takes them to the store in that
 * order and then removes them.
 *
 * <p>Thread-safe.
 */
public final class SessionSpool {

    private static final Logger LOG = LoggerFactory.getLogger(SessionSpool.class);
    private static final Duration WRITE_PAUSE = Duration.ofMillis(250);

    private final Spool spool;
    private final SessionId session;
    private final ObjectStore store;
    private final Path folder;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final AtomicInteger numbers = new AtomicInteger();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final Map<SegmentId, List<Path>> damaged = new HashMap<>();
    private boolean finished;
    private boolean stopped;

    /** @param segment null where an earlier process wrote it, as is {@code firstFrameAt} */
    private record Waiting(
            Path file,
            long cost,
            @Nullable SegmentId segment,
            @Nullable Instant firstFrameAt) {}

    SessionSpool(Spool spool, SessionId session, ObjectStore store, Path folder) {
        this.store = store;
        this.spool = spool;
        this.session = session;
        this.folder = folder;
    }

    SessionId session() {
        return session;
    }

    void start() {
        Thread.ofVirtual().name("uploader " + session).start(this::uploadAll);
    }

    /** Takes up what an earlier process has left. */
    void takeUp() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.sorted().toList();
        }
        for (Path file : files) {
            if (file.getFileName().toString().endsWith(PartFile.FINISHED)) {
                long cost = SpoolRoom.cost(Files.size(file));
                spool.room().add(cost);
                waiting.add(new Waiting(file, cost, null, null));
            } else {
                LOG.warn("session={} spoolFile={} was never finished and is removed", session, file);
                Files.deleteIfExists(file);
            }
        }
        start();
    }

    /**
     * Writes the part to disk; when this returns it is durable there. Where the spool has no room, or its disk fails,
     * waits until it has.
     *
     * @throws InterruptedIOException when interrupted, or the spool is closed: the part is lost then
     */
    public void put(SpooledPart part) throws InterruptedIOException {
        try {
            if (!tryPut(part)) {
                putWhenPossible(part);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the spool was closed before " + part.name() + " could be written");
        }
    }

    private void putWhenPossible(SpooledPart part) throws InterruptedException {
        spool.writersWaiting().incrementAndGet();
        try {
            do {
                pause(WRITE_PAUSE);
            } while (!tryPut(part));
        } finally {
            spool.writersWaiting().decrementAndGet();
        }
    }

    private boolean tryPut(SpooledPart part) throws InterruptedException {
        long size = part.index().remaining()
                + part.media().stream().mapToLong(ByteBuffer::remaining).sum();
        long cost = SpoolRoom.cost(size);
        if (!spool.room().take(cost)) {
            return false;
        }
        int number = numbers.incrementAndGet();
        Path file = folder.resolve("%08d".formatted(number) + PartFile.FINISHED);
        try {
            Files.createDirectories(folder);
            PartFile.write(file, part);
            if (number == 1) {
                PartFile.forceFolderOf(folder);
            }
        } catch (IOException e) {
            spool.room().giveBack(cost);
            spool.room().writeFailed(e);
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
            return false;
        }
        spool.room().written();
        lock.lock();
        try {
            waiting.add(new Waiting(file, cost, part.segment(), part.firstFrameAt()));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        return true;
    }

    /** No more will be put; the uploader ends when all is in the store. */
    public void finish() {
        lock.lock();
        try {
            finished = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void stop() {
        lock.lock();
        try {
            stopped = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** @throws InterruptedException also when the spool is closed meanwhile */
    public void pause(Duration time) throws InterruptedException {
        long left = time.toNanos();
        lock.lockInterruptibly();
        try {
            while (left > 0) {
                requireRunning();
                left = changed.awaitNanos(left);
            }
            requireRunning();
        } finally {
            lock.unlock();
        }
    }

    private void requireRunning() throws InterruptedException {
        if (stopped) {
            throw new InterruptedException("the spool is closed");
        }
    }

    /**
     * Waits until all parts of the segment that have been put are in the store, however long that takes.
     *
     * @throws PartDamaged where one never will be
     * @throws InterruptedException also when the spool is closed before
     */
    public void awaitStored(SegmentId segment) throws PartDamaged, InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.stream().anyMatch(part -> segment.equals(part.segment()))) {
                requireRunning();
                changed.await();
            }
            List<Path> files = damaged.get(segment);
            if (files != null) {
                throw new PartDamaged("parts of it are damaged and were put aside: " + files, null);
            }
        } finally {
            lock.unlock();
        }
    }

    void awaitEmpty() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!waiting.isEmpty()) {
                requireRunning();
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    boolean isEmpty() {
        return parts() == 0;
    }

    int parts() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    Optional<Instant> oldest() {
        lock.lock();
        try {
            return waiting.isEmpty()
                    ? Optional.empty()
                    : Optional.ofNullable(waiting.getFirst().firstFrameAt());
        } finally {
            lock.unlock();
        }
    }

    private void uploadAll() {
        try {
            for (Waiting next = awaitNext(); next != null; next = awaitNext()) {
                upload(next);
            }
            Files.deleteIfExists(folder);
        } catch (InterruptedException e) {
            LOG.debug("session={} its uploader stops", session);
        } catch (IOException e) {
            LOG.warn("session={} its folder {} is left in the spool", session, folder, e);
        } finally {
            spool.ended(this);
        }
    }

    private @Nullable Waiting awaitNext() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty() && !finished) {
                requireRunning();
                changed.await();
            }
            requireRunning();
            return waiting.peekFirst();
        } finally {
            lock.unlock();
        }
    }

    private void upload(Waiting next) throws InterruptedException {
        Pauses pauses =
                new Pauses(spool.settings().firstPause(), spool.settings().pauseMax());
        while (true) {
            try {
                store(next);
                return;
            } catch (PartDamaged | FileAlreadyExistsException | LeaseLost | IllegalArgumentException e) {
                putAside(next, String.valueOf(e.getMessage()));
                return;
            } catch (IOException e) {
                spool.metrics().failed();
                Duration pause = pauses.next();
                LOG.warn(
                        "session={} spoolFile={} is not in the store, pauseMillis={}: {}",
                        session,
                        next.file(),
                        pause.toMillis(),
                        e.toString());
                pause(pause);
            }
        }
    }

    private void store(Waiting next) throws IOException, InterruptedException {
        spool.uploads().acquire();
        SpooledPart part;
        try {
            part = PartFile.read(next.file());
            WrittenObject.createOnce(store, part.name(), ObjectFacts.NONE, part.media());
            WrittenObject.createOnce(store, part.indexName(), ObjectFacts.NONE, List.of(part.index()));
        } finally {
            spool.uploads().release();
        }
        try {
            Files.deleteIfExists(next.file());
        } catch (IOException e) {
            LOG.warn("session={} spoolFile={} is in the store and cannot be removed", session, next.file(), e);
        }
        if (next.firstFrameAt() != null) {
            spool.metrics()
                    .uploaded(
                            Duration.between(part.firstFrameAt(), spool.clock().instant()));
        }
        done(next);
    }

    private void putAside(Waiting next, String why) {
        Path aside = spool.putAside(session, next.file(), why);
        lock.lock();
        try {
            if (next.segment() != null) {
                damaged.computeIfAbsent(next.segment(), segment -> new ArrayList<>())
                        .add(aside);
            }
        } finally {
            lock.unlock();
        }
        done(next);
    }

    private void done(Waiting part) {
        spool.room().giveBack(part.cost());
        lock.lock();
        try {
            waiting.remove(part);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
