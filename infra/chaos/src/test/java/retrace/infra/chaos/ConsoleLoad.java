package retrace.infra.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * What a console in a browser and a program ask and change without a pause, each several times a second, and what became
 * of it. Each change is one that can be told from all others in the events. Nothing is tried twice.
 */
final class ConsoleLoad implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(500);
    /** A password is looked at slowly, and that is not what is tried here. */
    private static final Duration PAUSE_WITH_PASSWORD = Duration.ofMillis(1500);

    private static final int FIRST_DAYS_KEPT = 100;
    private static final int FIRST_FAILURE = 400;
    private static final List<String> READS = List.of(
            "/api/sessions", "/api/active-sessions", "/api/accounts", "/api/settings/minimum-streamer-versions", "/");

    private final ObjectMapper json = new ObjectMapper();
    private final Browser browser;
    private final Api program;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final List<String> unanswered = new CopyOnWriteArrayList<>();
    private final List<String> daysKept = new CopyOnWriteArrayList<>();
    private final List<String> computers = new CopyOnWriteArrayList<>();
    private final List<String> links = new CopyOnWriteArrayList<>();
    private final AtomicInteger played = new AtomicInteger();
    private volatile boolean stopping;

    private interface Request {
        void send() throws IOException, InterruptedException;
    }

    private ConsoleLoad(Browser browser, Api program) {
        this.browser = browser;
        this.program = program;
    }

    /**
     * @param browser where an owner is signed in
     * @param program which brings its password each time
     */
    static ConsoleLoad start(Browser browser, Api program) {
        ConsoleLoad load = new ConsoleLoad(browser, program);
        load.repeat("reading", PAUSE, load::read);
        load.repeat("settings", PAUSE, load::changeSetting);
        load.repeat("recordings", PAUSE, load::play);
        load.repeat("computers", PAUSE_WITH_PASSWORD, load::addComputer);
        load.repeat("updates", PAUSE, load::follow);
        return load;
    }

    private void repeat(String name, Duration pause, Request requests) {
        threads.add(Thread.ofVirtual().name(name).start(() -> {
            try {
                while (!stopping) {
                    requests.send();
                    Thread.sleep(pause);
                }
            } catch (IOException e) {
                unanswered.add(name + " has stopped: " + e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    /** Counts it, and keeps what has gone wrong with it. */
    private boolean isAnswered(String what, Request request) throws InterruptedException {
        sent.incrementAndGet();
        try {
            request.send();
            answered.incrementAndGet();
            return true;
        } catch (IOException | UncheckedIOException e) {
            unanswered.add(Instant.now() + " " + what + ": " + e);
            return false;
        }
    }

    private HttpResponse<String> good(HttpResponse<String> response) throws IOException {
        if (response.statusCode() >= FIRST_FAILURE) {
            throw new IOException(response.statusCode() + " " + response.body());
        }
        return response;
    }

    private void read() throws InterruptedException {
        for (String path : READS) {
            isAnswered("GET " + path, () -> good(browser.get(path)));
        }
    }

    private void changeSetting() throws InterruptedException {
        int days = FIRST_DAYS_KEPT + daysKept.size();
        daysKept.add(Integer.toString(days));
        isAnswered(
                "PUT /api/settings of " + days + " days",
                () -> good(
                        browser.send("PUT", "/api/settings", "{\"setting\": \"DAYS_KEPT\", \"days\": " + days + "}")));
    }

    private void addComputer() throws InterruptedException {
        String name = "Under load " + computers.size();
        computers.add(name);
        isAnswered(
                "POST /api/endpoints of " + name,
                () -> program.post(
                        "/api/endpoints",
                        Map.of(
                                "name", name,
                                "platform", "LINUX",
                                "accessKind", "UNATTENDED",
                                "streamerVersion", "3.5.8.0",
                                "monitors", List.of(Map.of("host", "127.0.0.1", "port", 5900)))));
        isAnswered("GET /api/endpoints", () -> program.get("/api/endpoints"));
    }

    /** The newest session that can be played. */
    private void play() throws InterruptedException {
        isAnswered("playing a recording", () -> {
            JsonNode sessions = json.readTree(
                    good(browser.get("/api/sessions?recording=READY&limit=1")).body());
            for (JsonNode session : sessions.path("items")) {
                String id = session.path("session").asText();
                JsonNode recordings = json.readTree(
                        good(browser.get("/api/sessions/" + id + "/recordings")).body());
                JsonNode segment = recordings.path("items").path(0);
                JsonNode link = json.readTree(good(browser.send(
                                "POST",
                                "/api/segments/" + segment.path("segment").asText() + "/links",
                                "{\"session\": \"" + id + "\", \"purpose\": \"PLAY\"}"))
                        .body());
                links.add(link.path("link").asText());
                good(browser.get(link.path("address").asText()));
                played.incrementAndGet();
            }
        });
    }

    /** The active sessions as they change, until the process that tells them wants no more; then those of another. */
    private void follow() throws InterruptedException {
        isAnswered("GET /api/active-sessions/updates", () -> {
            try (Stream<String> lines = browser.follow("/api/active-sessions/updates")) {
                if (lines.takeWhile(line -> !stopping)
                                .filter(line -> line.startsWith("data:"))
                                .count()
                        == 0) {
                    throw new IOException("nothing was told");
                }
            }
        });
    }

    int sent() {
        return sent.get();
    }

    int answered() {
        return answered.get();
    }

    /** How many files were fetched from a relay. */
    int played() {
        return played.get();
    }

    /** What has not got the answer that it should have, and why. */
    List<String> unanswered() {
        return List.copyOf(unanswered);
    }

    /** As the events write them, of each change that was sent. */
    List<String> daysKept() {
        return List.copyOf(daysKept);
    }

    /** Names of those that were added. */
    List<String> computers() {
        return List.copyOf(computers);
    }

    /** Identifiers of those that were issued. */
    List<String> links() {
        return List.copyOf(links);
    }

    /** Sends no more, and waits for the answers to what was sent. */
    @Override
    public void close() throws InterruptedException {
        stopping = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
