package retrace.infra.launcher.up;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import retrace.infra.launcher.testing.BuiltRetrace;
import retrace.infra.launcher.testing.DataUrl;
import retrace.infra.streamer.screen.FrameCounter;
import retrace.relay.testing.RecordedVideo;
import retrace.relay.testing.ScriptedViewer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command line as a process of its own, as people start and stop it. */
@Order(1)
@Execution(ExecutionMode.CONCURRENT)
class UpIT {

    private static final Duration START_MAX = Duration.ofMinutes(4);
    private static final Duration STOP_MAX = Duration.ofMinutes(1);
    private static final Pattern ADDRESS = Pattern.compile("running at (http://\\S+)");
    private static final int TERMINATED = 128 + 15;

    /** Requests for the demo desktop's 1280 by 800 pixels. */
    private static final byte[] WHOLE_PICTURE = {3, 0, 0, 0, 0, 0, 5, 0, 3, 32};

    private static final byte[] WHAT_CHANGES = {3, 1, 0, 0, 0, 0, 5, 0, 3, 32};

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void stopAll() throws InterruptedException {
        for (Process process : started) {
            process.destroy();
            if (!process.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    /** Stopped in the middle of a session and started again, killed in the middle of a session and started again. */
    @Test
    void whatWasOnShowIsRecordedAndEverythingIsStillThereAfterStoppingAndAfterKilling() throws Exception {
        Path output = folder.resolve("first");
        Process first = up(output, "--demo");
        String address = awaitRunning(first, output);
        String password = passwordOf("demo-owner", output);
        JsonNode endpoints = get(address, "demo-owner", password, "/api/endpoints");
        assertThat(endpoints.path("items")).hasSize(1);
        assertThat(endpoints.path("items").get(0).path("monitors")).hasSize(2);
        assertASecondOneOnTheSameDataSaysSoInASentence();
        String recordings = stopInTheMiddleOfASession(first, address, password);
        assertThat(Files.readString(output)).contains("Stopped.");

        Path secondOutput = folder.resolve("second");
        Process second = up(secondOutput, "--demo");
        String secondAddress = awaitRunning(second, secondOutput);
        assertThat(Files.readString(secondOutput)).doesNotContain(password).doesNotContain("Sign in with");
        assertThat(get(secondAddress, "demo-owner", password, "/api/endpoints").path("items"))
                .isEqualTo(endpoints.path("items"));
        assertItsRecordingWasClosedFirst(secondAddress, password, recordings);
        Killed killed = killInTheMiddleOfASession(second, secondAddress, password);

        Path thirdOutput = folder.resolve("third");
        String thirdAddress = awaitRunning(up(thirdOutput, "--demo"), thirdOutput);
        assertItsRecordingIsRecovered(thirdAddress, password, killed);
        assertThat(get(thirdAddress, "demo-owner", password, "/api/endpoints").path("items"))
                .isEqualTo(endpoints.path("items"));
        assertThat(ticketToTheDemo(thirdAddress, password).path("ticket").asString())
                .as("the computer is free again")
                .isNotEmpty();
    }

    private void assertASecondOneOnTheSameDataSaysSoInASentence() throws IOException, InterruptedException {
        Path output = folder.resolve("another");
        Process another = up(output);

        assertThat(another.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(another.exitValue()).isEqualTo(1);
        assertThat(Files.readString(output))
                .contains("already running on " + folder.resolve("data"))
                .doesNotContain("Exception");
    }

    /** @return where its session's recordings are listed */
    private static String stopInTheMiddleOfASession(Process running, String address, String password) throws Exception {
        JsonNode ticket = ticketToTheDemo(address, password);
        String recordings = recordingsOf(ticket);
        try (ScriptedViewer viewer =
                new ScriptedViewer(ticket.path("viewerPort").asInt())) {
            viewer.enter(ticket.path("ticket").asString()).ask().drain();
            Awaitility.await("a recording that is open")
                    .atMost(START_MAX)
                    .until(() -> get(address, "demo-owner", password, recordings)
                                    .path("items")
                                    .size()
                            == 1);

            running.destroy();
            assertThat(running.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(running.exitValue()).isEqualTo(TERMINATED);
        }
        return recordings;
    }

    private void assertItsRecordingWasClosedFirst(String address, String password, String recordings) throws Exception {
        JsonNode session = lastSession(address, password);
        assertThat(session.path("endReason").asString()).isEqualTo("RELAY_STOPPED");
        assertThat(session.path("recording").path("state").asString()).isEqualTo("READY");
        JsonNode segment =
                get(address, "demo-owner", password, recordings).path("items").get(0);
        assertThat(segment.path("closeReason").asString()).isEqualTo("SESSION_ENDED");
        assertThat(Files.size(objectOf(segment)))
                .isEqualTo(segment.path("sizeBytes").asLong());
    }

    private record Killed(String recordings, Instant at) {}

    private static Killed killInTheMiddleOfASession(Process running, String address, String password) throws Exception {
        JsonNode ticket = ticketToTheDemo(address, password);
        try (ScriptedViewer viewer =
                new ScriptedViewer(ticket.path("viewerPort").asInt())) {
            viewer.enter(ticket.path("ticket").asString()).drain();
            Instant until = Instant.now().plusSeconds(22);
            viewer.out().write(WHOLE_PICTURE);
            while (Instant.now().isBefore(until)) {
                Thread.sleep(100);
                viewer.out().write(WHAT_CHANGES);
            }
            Instant at = Instant.now();
            running.destroyForcibly().waitFor();
            return new Killed(recordingsOf(ticket), at);
        }
    }

    /** What was on show ten seconds before it was killed, and all that came before, is in the recording. */
    private void assertItsRecordingIsRecovered(String address, String password, Killed killed) throws Exception {
        Awaitility.await("the session is recovered")
                .atMost(Duration.ofMinutes(1))
                .until(() -> lastSession(address, password)
                        .path("recording")
                        .path("state")
                        .asString()
                        .equals("READY"));
        assertThat(lastSession(address, password).path("endReason").asString()).isEqualTo("RELAY_LOST");
        JsonNode segment = get(address, "demo-owner", password, killed.recordings())
                .path("items")
                .get(0);
        assertThat(segment.path("closeReason").asString()).isEqualTo("RECOVERED");
        assertThat(Instant.parse(segment.path("lastFrameAt").asString()))
                .isAfter(killed.at().minusSeconds(10));
        RecordedVideo video = new RecordedVideo(objectOf(segment));
        assertThat(video.decodingErrors()).isEmpty();
        List<Long> counters = video.frames().stream()
                .map(frame -> FrameCounter.read(DataUrl.pixels(frame), frame.getWidth(), frame.getHeight())
                        .orElseThrow())
                .toList();
        assertThat(counters).hasSize(segment.path("frames").asInt()).isSorted();
        assertThat(new HashSet<>(counters)).as("no frame twice").hasSameSizeAs(counters);
    }

    private static String recordingsOf(JsonNode ticket) {
        return "/api/sessions/" + ticket.path("session").asString() + "/recordings";
    }

    private static JsonNode lastSession(String address, String password) throws Exception {
        return get(address, "demo-owner", password, "/api/sessions?limit=1")
                .path("items")
                .get(0);
    }

    private Path objectOf(JsonNode segment) {
        return folder.resolve("data/recordings")
                .resolve(segment.path("objectName").asString());
    }

    @Test
    void itTellsWhichVersionItIs() throws Exception {
        Path output = folder.resolve("version");

        assertThat(retrace(output, "--version").waitFor()).isZero();

        assertThat(Files.readString(output)).matches("Retrace \\d\\S+\\RJava 25\\S*\\R");
    }

    @Test
    void aTakenPortIsToldInASentence() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            Path output = folder.resolve("output");

            Process refused = up(output, "--port", Integer.toString(taken.getLocalPort()));

            assertThat(refused.waitFor(START_MAX.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(refused.exitValue()).isEqualTo(1);
            assertThat(Files.readString(output))
                    .contains("Port " + taken.getLocalPort() + " is taken. Choose another with --port.")
                    .doesNotContain("Exception");
        }
    }

    @Test
    void aForgottenPasswordIsResetWhileItIsStopped() throws Exception {
        Path output = folder.resolve("output");
        Process running = up(output, "--team", "Till repairs");
        awaitRunning(running, output);
        String forgotten = passwordOf("owner", output);
        running.destroy();
        running.waitFor();

        Path resetOutput = folder.resolve("reset");
        Process reset = retrace(resetOutput, "account", "reset-password", "owner", "--data", data());
        assertThat(reset.waitFor(START_MAX.toSeconds(), TimeUnit.SECONDS)).isTrue();
        String password = passwordOf("owner", resetOutput);

        Path secondOutput = folder.resolve("second");
        String address = awaitRunning(up(secondOutput), secondOutput);
        assertThat(password).isNotEqualTo(forgotten);
        assertThat(get(address, "owner", password, "/api/me").path("teamName").asString())
                .isEqualTo("Till repairs");
        assertThat(get(address, "owner", forgotten, "/api/me").path("status").asInt())
                .isEqualTo(401);
    }

    private static JsonNode ticketToTheDemo(String address, String password) throws Exception {
        String endpoint = await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> get(address, "demo-owner", password, "/api/endpoints")
                                .path("items")
                                .path(0)
                                .path("endpoint")
                                .asString(""),
                        known -> !known.isEmpty());
        return post(address, "demo-owner", password, "/api/sessions", """
                {"endpoint": "%s", "viewer": "VNC_VIEWER", "technicianPlatform": "LINUX"}""".formatted(endpoint));
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private Process up(Path output, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("up", "--data", data(), "--port", "0", "--viewer-port", "0", "--streamer-port", "0"));
        arguments.addAll(Arrays.asList(options)); // picocli takes the last of two
        return retrace(output, arguments.toArray(String[]::new));
    }

    private Process retrace(Path output, String... arguments) throws IOException {
        Process process = BuiltRetrace.command(Arrays.asList(arguments))
                .redirectOutput(output.toFile())
                .start();
        started.add(process);
        return process;
    }

    private static String awaitRunning(Process process, Path output) {
        Awaitility.await(output.getFileName() + " runs")
                .atMost(START_MAX)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !process.isAlive() || Files.readString(output).contains("Ctrl-C stops it."));
        return found(ADDRESS, output);
    }

    private static String passwordOf(String account, Path output) {
        return found(Pattern.compile("(?m)^  " + account + " +(\\S+)$"), output);
    }

    private static String found(Pattern pattern, Path output) {
        try {
            String text = Files.readString(output);
            Matcher matcher = pattern.matcher(text);
            assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
            return matcher.group(1);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static JsonNode get(String address, String user, String password, String path) throws Exception {
        return answer(as(user, password, address + path).GET());
    }

    private static JsonNode post(String address, String user, String password, String path, String json)
            throws Exception {
        return answer(as(user, password, address + path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private static HttpRequest.Builder as(String user, String password, String address) {
        String credentials = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
        return HttpRequest.newBuilder(URI.create(address)).header("Authorization", "Basic " + credentials);
    }

    private static JsonNode answer(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        return JsonMapper.shared().readTree(response.body());
    }
}
