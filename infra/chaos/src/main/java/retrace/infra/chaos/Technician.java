package retrace.infra.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Opens one session after another on a computer, looks for a while, changes the frame rate so that segments end, and
 * leaves. What cannot be done, as while everything is down, is tried again. Runs on a thread of its own.
 */
final class Technician {

    private static final Duration RETRY = Duration.ofMillis(500);
    private static final Duration STEP = Duration.ofMillis(200);
    /** Faster than the desktop paints, so that no picture falls between two frames. */
    private static final int[] FRAME_RATES = {60, 50};

    private final String endpoint;
    private final PaintTimes desktop;
    private final Stay stay;
    private final Supplier<Api> api;
    private final RandomGenerator random;
    private final List<Watched> watched = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean stopping;

    /** A session and who has looked at it. */
    private record Watched(String session, Witness witness) {}

    /**
     * How long a technician stays in a session.
     *
     * @param least that long at least
     * @param most that long at most
     */
    record Stay(Duration least, Duration most) {

        Duration next(RandomGenerator random) {
            return Duration.ofMillis(random.nextLong(least.toMillis(), most.toMillis()));
        }
    }

    Technician(String endpoint, PaintTimes desktop, Stay stay, Supplier<Api> api, RandomGenerator random) {
        this.endpoint = endpoint;
        this.desktop = desktop;
        this.stay = stay;
        this.api = api;
        this.random = random;
        thread = Thread.ofVirtual().name("technician of " + endpoint).start(this::work);
    }

    private void work() {
        try {
            while (!stopping) {
                try {
                    session();
                } catch (IOException e) {
                    Thread.sleep(RETRY);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void session() throws IOException, InterruptedException {
        JsonNode opened = api.get()
                .post(
                        "/api/sessions",
                        Map.of(
                                "endpoint",
                                endpoint,
                                "viewer",
                                "VNC_VIEWER",
                                "technicianPlatform",
                                "WINDOWS",
                                "frameRate",
                                FRAME_RATES[0]));
        String session = opened.path("session").asText();
        try (Witness witness = new Witness(
                opened.path("viewerPort").asInt(), opened.path("ticket").asText())) {
            watched.add(new Watched(session, witness));
            look(session, witness);
        }
    }

    private void look(String session, Witness witness) throws InterruptedException {
        long end = System.nanoTime() + stay.next(random).toNanos();
        long change =
                System.nanoTime() + Duration.ofSeconds(3 + random.nextInt(10)).toNanos();
        int rate = 0;
        while (!stopping && !witness.isOver() && System.nanoTime() < end) {
            Thread.sleep(STEP);
            if (System.nanoTime() > change) {
                change = System.nanoTime()
                        + Duration.ofSeconds(3 + random.nextInt(10)).toNanos();
                rate = 1 - rate;
                changeFrameRate(session, FRAME_RATES[rate]);
            }
        }
    }

    private void changeFrameRate(String session, int rate) throws InterruptedException {
        try {
            api.get().put("/api/sessions/" + session + "/frame-rate", Map.of("frameRate", rate));
        } catch (IOException e) {
            // it is no longer there, or nobody answers: the next one
        }
    }

    /** Of all sessions that it was in, the present one included. */
    List<Shown> shown() {
        Map<Long, Long> painted = desktop.soFar();
        return watched.stream()
                .map(one -> new Shown(one.session(), one.witness().sightings(), painted))
                .toList();
    }

    /** Leaves and comes no more. */
    void stop() throws InterruptedException {
        stopping = true;
        thread.join();
    }
}
