package retrace.infra.launcher.up;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import retrace.relay.testing.DiallingX11vnc;
import retrace.relay.testing.Pictures;
import retrace.relay.testing.VncSnapshot;
import retrace.relay.testing.XvncDesktop;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A technician, a person at a computer, and everything between them: by a code, and by a number for good. */
@SuppressWarnings("NullAway.Init") // started before all
@Execution(ExecutionMode.CONCURRENT)
class AttendedAccessIT {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;

    @TempDir
    private static Path folder;

    private static RunningRetrace retrace;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws StartRefused {
        retrace = RunningRetrace.start(
                new Options(folder, 0, "127.0.0.1", 0, 0, false, "Till repairs", true, Map.of()),
                new PrintWriter(Writer.nullWriter()));
    }

    @AfterAll
    static void stop() {
        retrace.close();
    }

    @Test
    void whoHasTheCodeLetsTheTechnicianIn() throws Exception {
        String endpoint = add("Reception", "ATTENDED").path("endpoint").asString();
        JsonNode refused = startSession(endpoint, 409);
        assertThat(refused.path("detail").asString()).contains("its streamer has not dialled in");
        assertThat(refused.path("ticket").asString()).hasSize(8);
        JsonNode code = post("/api/endpoints/" + endpoint + "/codes", "", 201);
        assertThat(isWaiting(endpoint)).isFalse();

        try (XvncDesktop desktop = XvncDesktop.open(WIDTH, HEIGHT)) {
            desktop.show(Pictures.varied(WIDTH, HEIGHT, 21));
            try (DiallingX11vnc streamer = new DiallingX11vnc(
                    desktop.display(), repeater(code.path("code").asString(), code))) {
                assertSeen(endpoint, desktop);
                await(() -> !streamer.isRunning());
            }
            try (DiallingX11vnc again = new DiallingX11vnc(
                    desktop.display(), repeater(code.path("code").asString(), code))) {
                await(() -> !again.isRunning()); // the code is used up
            }
        }
        await(() -> get("/api/sessions")
                .path("items")
                .path(0)
                .path("recording")
                .path("state")
                .asString()
                .equals("READY"));
    }

    @Test
    void anUnattendedComputerWaitsAndDialsInAgain() throws Exception {
        JsonNode added = add("Kiosk", "UNATTENDED");
        String whereTo = repeater(added.path("dialIn").path("number").asString(), added.path("dialIn"));
        try (XvncDesktop desktop = XvncDesktop.open(WIDTH, HEIGHT)) {
            desktop.show(Pictures.varied(WIDTH, HEIGHT, 22));
            for (int session = 0; session < 2; session++) {
                try (DiallingX11vnc streamer = new DiallingX11vnc(desktop.display(), whereTo)) {
                    assertSeen(added.path("endpoint").asString(), desktop);
                    await(() -> !streamer.isRunning());
                }
            }
        }
    }

    private void assertSeen(String endpoint, XvncDesktop desktop) throws Exception {
        await(() -> isWaiting(endpoint));
        JsonNode started = startSession(endpoint, 201);
        BufferedImage picture = VncSnapshot.take(
                started.path("viewerPort").asInt(), started.path("ticket").asString());
        assertThat(Pictures.meanSquareError(desktop.screenshot(), picture)).isLessThan(150); // it writes JPEG
        await(() -> get("/api/active-sessions").path("items").isEmpty());
    }

    private static String repeater(String number, JsonNode where) {
        return "repeater=ID:" + number + "+" + where.path("dialInHost").asString() + ":"
                + where.path("dialInPort").asInt();
    }

    private JsonNode add(String name, String accessKind) throws Exception {
        return post(
                "/api/endpoints",
                "{\"name\":\"" + name + "\",\"platform\":\"LINUX\",\"accessKind\":\"" + accessKind
                        + "\",\"streamerVersion\":\"1.0\",\"monitors\":[{\"name\":\"Main\"}]}",
                201);
    }

    private JsonNode startSession(String endpoint, int status) throws Exception {
        return post(
                "/api/sessions",
                "{\"endpoint\":\"" + endpoint + "\",\"viewer\":\"VNC_VIEWER\",\"technicianPlatform\":\"WINDOWS\"}",
                status);
    }

    private boolean isWaiting(String endpoint) throws Exception {
        return get("/api/endpoints/" + endpoint + "/streamer").path("waiting").asBoolean();
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(condition::holds);
    }

    private JsonNode get(String path) throws Exception {
        return send(to(path).GET(), 200);
    }

    private JsonNode post(String path, String json, int status) throws Exception {
        return send(
                to(path).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(json)),
                status);
    }

    private JsonNode send(HttpRequest.Builder request, int status) throws Exception {
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return JsonMapper.shared().readTree(response.body());
    }

    private static HttpRequest.Builder to(String path) {
        NewAccount owner = retrace.newAccounts().getFirst();
        String credentials = owner.signInName() + ":" + owner.password();
        return HttpRequest.newBuilder(URI.create(retrace.consoleAddress() + path))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)));
    }
}
