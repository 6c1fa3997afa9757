package retrace.infra.launcher.fleet;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Who takes a command or a query: this process itself where it can, otherwise one of the others in turn. Looks into the
 * table again when it is told to, and at once where nobody is known. Thread-safe.
 */
final class Directory {

    private static final Logger LOG = LoggerFactory.getLogger(Directory.class);
    private static final long SUSPECTED_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long LOOKS_APART_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final MemberTable table;
    private final Set<String> own = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> suspectedAtNanos = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();
    private volatile List<FleetMember> members = List.of();
    private long lookedAtNanos = System.nanoTime() - LOOKS_APART_NANOS; // guarded by this

    Directory(MemberTable table) {
        this.table = table;
    }

    /** This process takes messages of that name. */
    void handle(String name) {
        own.add(name);
    }

    void handleNoMore(String name) {
        own.remove(name);
    }

    boolean isHandledHere(String name) {
        return own.contains(name);
    }

    Set<String> handledHere() {
        return Set.copyOf(own);
    }

    /**
     * Another process that takes it.
     *
     * @param tried those that are not asked again
     */
    Optional<FleetMember> find(String name, Set<String> tried) {
        Optional<FleetMember> known = among(members, name, tried);
        if (known.isPresent()) {
            return known;
        }
        lookUnlessJustDone();
        return among(members, name, tried);
    }

    private Optional<FleetMember> among(List<FleetMember> present, String name, Set<String> tried) {
        List<FleetMember> able = present.stream()
                .filter(member -> member.handles().contains(name) && !tried.contains(member.id()))
                .toList();
        List<FleetMember> trusted =
                able.stream().filter(member -> !isSuspected(member)).toList();
        List<FleetMember> chosen = trusted.isEmpty() ? able : trusted;
        return chosen.isEmpty()
                ? Optional.empty()
                : Optional.of(chosen.get(Math.floorMod(turn.getAndIncrement(), chosen.size())));
    }

    private boolean isSuspected(FleetMember member) {
        Long since = suspectedAtNanos.get(member.id());
        return since != null && System.nanoTime() - since < SUSPECTED_NANOS;
    }

    /** It could not be reached: for a while it is asked only where there is nobody else. */
    void suspect(FleetMember member) {
        suspectedAtNanos.put(member.id(), System.nanoTime());
    }

    private synchronized void lookUnlessJustDone() {
        if (System.nanoTime() - lookedAtNanos >= LOOKS_APART_NANOS) {
            try {
                look();
            } catch (DataAccessException e) {
                LOG.warn("who is in the fleet cannot be read: {}", e.getMessage());
            }
        }
    }

    /** @throws DataAccessException where the table cannot be read; what was known stays known */
    synchronized void look() {
        lookedAtNanos = System.nanoTime();
        List<FleetMember> present = table.present();
        suspectedAtNanos
                .keySet()
                .retainAll(present.stream().map(FleetMember::id).toList());
        members = present;
    }
}
