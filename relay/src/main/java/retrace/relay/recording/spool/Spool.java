package retrace.relay.recording.spool;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrace.kernel.id.SessionId;
import retrace.relay.store.ObjectStore;

/**
 * What was recorded and is not in the store yet, on the relay's own disk: a folder for each session, a file for each
 * part. A part that is here survives the process. Whatever an earlier process has left is being uploaded from the start
 * on.
 *
 * <p>Thread-safe. Of one relay alone: a lock on the folder holds that.
 */
public final class Spool implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
    private static final String LOCK = ".lock";
    private static final String PROBE = ".probe";
    private static final int PROBE_BYTES = 64 << 10;
    private static final String DAMAGED = "damaged";
    private static final Duration WATCH_INTERVAL = Duration.ofMillis(500);

    private final SpoolSettings settings;
    private final ObjectStore store;
    private final InstantSource clock;
    private final SpoolRoom room;
    private final SpoolMetrics metrics;
    private final Semaphore uploads;
    private final AtomicInteger writersWaiting = new AtomicInteger();
    private final FileChannel lock;
    private final Map<SessionId, SessionSpool> sessions = new ConcurrentHashMap<>();
    private final Map<SessionId, SessionSpool> leftovers = new ConcurrentHashMap<>();
    private final List<Path> putAside = new CopyOnWriteArrayList<>();
    private final Thread watch;
    private volatile boolean closed;

    /** @throws IOException with a sentence where the folder cannot be used, or is used by another relay */
    public Spool(SpoolSettings settings, ObjectStore store, MeterRegistry registry, InstantSource clock)
            throws IOException {
        this.settings = settings;
        this.store = store;
        this.clock = clock;
        room = new SpoolRoom(settings);
        uploads = new Semaphore(settings.uploadsMax());
        Files.createDirectories(settings.folder());
        lock = lock(settings.folder());
        metrics = new SpoolMetrics(registry, room::bytes, this::parts, this::oldestSeconds);
        try {
            watchDisk();
            takeUpLeftovers();
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
        watch = Thread.ofVirtual().name("spool watch").start(this::watch);
    }

    private static FileChannel lock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock held;
        try {
            held = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            held = null;
        }
        if (held == null) {
            channel.close();
            throw new IOException("The spool in " + folder
                    + " is in use by another relay. Give each its own with retrace.relay.spool.folder.");
        }
        return channel;
    }

    private void takeUpLeftovers() throws IOException {
        List<Path> folders;
        try (Stream<Path> files = Files.list(settings.folder())) {
            folders = files.filter(file -> isOfSession(file)).sorted().toList();
        }
        for (Path folder : folders) {
            SessionId session = new SessionId(folder.getFileName().toString());
            SessionSpool left = new SessionSpool(this, session, store, folder);
            left.takeUp();
            leftovers.put(session, left);
            left.finish();
        }
        if (!leftovers.isEmpty()) {
            LOG.warn(
                    "spool={} parts of {} sessions lie here from before and are uploaded",
                    settings.folder(),
                    folders.size());
        }
    }

    private static boolean isOfSession(Path folder) {
        return Files.isDirectory(folder) && folder.getFileName().toString().startsWith("session-");
    }

    /**
     * For a session that begins to be recorded; {@link SessionSpool#finish} must follow.
     *
     * @param way the session's own into the store
     */
    public SessionSpool begin(SessionId session, ObjectStore way) {
        SessionSpool begun =
                new SessionSpool(this, session, way, settings.folder().resolve(session.value()));
        sessions.put(session, begun);
        begun.start();
        return begun;
    }

    void ended(SessionSpool session) {
        sessions.remove(session.session(), session);
    }

    /** The sessions of which an earlier process has left parts here that are not yet in the store. */
    public Set<SessionId> leftovers() {
        return leftovers.entrySet().stream()
                .filter(left -> !left.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Returns when all that this process and an earlier one have left of the session is in the store or, where it is damaged, put
     * aside: then its segments can be closed from what is in the store. However long that takes while the store is away.
     *
     * @throws InterruptedException also when the spool is closed before
     */
    public void uploadLeftovers(SessionId session) throws InterruptedException {
        for (SessionSpool left : new SessionSpool[] {leftovers.get(session), sessions.get(session)}) {
            if (left != null) {
                left.awaitEmpty();
            }
        }
    }

    public SpoolRoom room() {
        return room;
    }

    /** Files that could not be taken to the store, where they lie now. */
    public List<Path> putAside() {
        return List.copyOf(putAside);
    }

    /** @return where it lies now */
    Path putAside(SessionId session, Path file, String why) {
        metrics.putAside();
        Path target = settings.folder().resolve(DAMAGED).resolve(session + "-" + file.getFileName());
        try {
            Files.createDirectories(settings.folder().resolve(DAMAGED));
            Files.move(file, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.error("session={} spoolFile={} cannot be put aside", session, file, e);
            target = file;
        }
        putAside.add(target);
        LOG.error("session={} spoolFile={} is put aside as {}: {}", session, file, target, why);
        return target;
    }

    SpoolSettings settings() {
        return settings;
    }

    Semaphore uploads() {
        return uploads;
    }

    /** Parts that could not be written yet; whoever waits with one finds out by itself when the disk is well again. */
    AtomicInteger writersWaiting() {
        return writersWaiting;
    }

    SpoolMetrics metrics() {
        return metrics;
    }

    InstantSource clock() {
        return clock;
    }

    boolean isClosed() {
        return closed;
    }

    private Stream<SessionSpool> all() {
        return Stream.concat(sessions.values().stream(), leftovers.values().stream());
    }

    public int parts() {
        return all().mapToInt(SessionSpool::parts).sum();
    }

    private double oldestSeconds() {
        Instant now = clock.instant();
        return all().flatMap(session -> session.oldest().stream())
                        .mapToLong(first -> Duration.between(first, now).toMillis())
                        .max()
                        .orElse(0)
                / 1000.0;
    }

    private void watch() {
        try {
            while (!closed) {
                Thread.sleep(WATCH_INTERVAL);
                watchDisk();
                if (room.isFailing() && writersWaiting.get() == 0) {
                    probe();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** By way of {@code File}, which asks the system once; a {@code FileStore} reads all mounts first. */
    private void watchDisk() {
        room.diskHas(settings.folder().toFile().getUsableSpace());
    }

    /** Nobody may be left who would find out by writing a part that the disk is well again. */
    private void probe() {
        Path file = settings.folder().resolve(PROBE);
        try {
            try {
                Files.write(file, new byte[PROBE_BYTES], StandardOpenOption.CREATE, StandardOpenOption.SYNC);
            } finally {
                Files.deleteIfExists(file);
            }
            room.written();
        } catch (IOException e) {
            room.writeFailed(e);
        }
    }

    /** Uploads no more. What lies in the spool stays there for the next start. */
    @Override
    public void close() {
        closed = true;
        watch.interrupt();
        all().forEach(SessionSpool::stop);
        int left = parts();
        if (left > 0) {
            LOG.warn("spool={} {} parts stay here until the next start", settings.folder(), left);
        }
        try {
            lock.close();
        } catch (IOException e) {
            LOG.warn("spool={} its lock could not be given back", settings.folder(), e);
        }
    }
}
