package retrace.query.activesessions;

import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.springframework.context.SmartLifecycle;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import retrace.kernel.id.TeamId;
import retrace.query.readmodel.QueryRefused;

/**
 * Sends the active sessions to those who subscribed, at once and whenever they change. Each subscriber has a thread of
 * its own, so that one who reads slowly holds up nobody else.
 */
public final class ActiveSessionsUpdates implements ChangeListener, SmartLifecycle {

    /**
     * Before the web server waits for requests to end, which these would not do by themselves; and when proxies send no
     * more here, or who comes again at once would come here again.
     */
    static final int PHASE = Integer.MAX_VALUE - 500;

    private final ActiveSessionsQueries queries;
    private final UpdateSettings settings;
    private final InstantSource clock;
    private final Semaphore places;
    private final ConcurrentHashMap<TeamId, TeamRoom> rooms = new ConcurrentHashMap<>();
    private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();
    private volatile boolean running;
    private volatile boolean stopping;

    public ActiveSessionsUpdates(ActiveSessionsQueries queries, UpdateSettings settings, InstantSource clock) {
        this.queries = queries;
        this.settings = settings;
        this.clock = clock;
        this.places = new Semaphore(settings.subscribersMax());
    }

    /** @throws QueryRefused when too many listen already, or this process is about to stop */
    public SseEmitter subscribe(TeamId team) {
        if (stopping || !places.tryAcquire()) {
            throw QueryRefused.busy(
                    "TOO_MANY_SUBSCRIBERS", "Too many people follow the active sessions. Try again in a moment.");
        }
        // The lifetime ends it in good order; the emitter's own limit is for what went wrong.
        SseEmitter emitter = new SseEmitter(settings.lifetime().multipliedBy(2).toMillis());
        TeamRoom room = rooms.computeIfAbsent(team, any -> new TeamRoom());
        Subscriber subscriber = new Subscriber(emitter, room, () -> queries.all(team), settings, clock);
        subscribers.add(subscriber);
        if (stopping) {
            subscriber.close(); // those who were there before it are closed by stop
        }
        Thread.ofVirtual().name("active-sessions-subscriber").start(() -> {
            try {
                subscriber.run();
            } finally {
                subscribers.remove(subscriber);
                places.release();
            }
        });
        return emitter;
    }

    @Override
    public void changed(TeamId team) {
        TeamRoom room = rooms.get(team);
        if (room != null) {
            room.tellChange();
        }
    }

    @Override
    public void anythingMayHaveChanged() {
        rooms.values().forEach(TeamRoom::tellChange);
    }

    @Override
    public void start() {
        running = true;
        stopping = false;
    }

    @Override
    public void stop() {
        running = false;
        stopping = true;
        subscribers.forEach(Subscriber::close);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
