package retrace.query.activesessions;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import retrace.query.readmodel.Behind;

/** One who follows the active sessions of a team. {@link #run} is for its own thread, {@link #close} for any. */
final class Subscriber {

    private static final String EVENT = "active-sessions";

    /** A list that was sent while it was behind is looked at again so soon, whether or not it changes. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final SseEmitter emitter;
    private final TeamRoom room;
    private final Supplier<ActiveSessions> sessions;
    private final UpdateSettings settings;
    private final InstantSource clock;
    private volatile boolean closed;

    Subscriber(
            SseEmitter emitter,
            TeamRoom room,
            Supplier<ActiveSessions> sessions,
            UpdateSettings settings,
            InstantSource clock) {
        this.emitter = emitter;
        this.room = room;
        this.sessions = sessions;
        this.settings = settings;
        this.clock = clock;
        emitter.onCompletion(this::close);
        emitter.onTimeout(this::close);
        emitter.onError(failure -> close());
    }

    void close() {
        closed = true;
        room.wake();
    }

    void run() {
        try {
            follow();
            emitter.complete();
        } catch (IOException e) {
            // The client has gone. The container has been told by the same failure and tidies up.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            emitter.complete();
        } catch (RuntimeException e) {
            emitter.completeWithError(e);
        }
    }

    private void follow() throws IOException, InterruptedException {
        Instant end = clock.instant().plus(settings.lifetime());
        Instant sentAt = Instant.MIN;
        long sentVersion = -1;
        boolean late = true;
        while (!closed && clock.instant().isBefore(end)) {
            long version = room.version();
            if (version != sentVersion || late) {
                ActiveSessions now = sessions.get();
                emitter.send(SseEmitter.event().name(EVENT).data(now, MediaType.APPLICATION_JSON));
                late = !now.behind().equals(Behind.NOT);
                sentVersion = version;
                sentAt = clock.instant();
                Thread.sleep(settings.pause());
            } else if (!clock.instant().isBefore(sentAt.plus(settings.keepAlive()))) {
                emitter.send(SseEmitter.event().comment("keep-alive"));
                sentAt = clock.instant();
            }
            room.awaitChangeAfter(sentVersion, late ? LOOK_AGAIN : untilKeepAlive(sentAt), () -> closed);
        }
    }

    private Duration untilKeepAlive(Instant sentAt) {
        Duration left = Duration.between(clock.instant(), sentAt.plus(settings.keepAlive()));
        return left.isNegative() ? Duration.ZERO : left;
    }
}
