package retrace.relay.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import retrace.kernel.id.LinkId;
import retrace.kernel.link.AddressSigner;
import retrace.kernel.link.LinkCommand.ReportServed;
import retrace.kernel.link.Purpose;
import retrace.kernel.link.ServedRange;
import retrace.kernel.link.SignedAddress;
import retrace.relay.store.ObjectFacts;
import retrace.relay.store.ObjectStore;
import retrace.relay.testing.LeaseBook;

/** The relay as its configuration puts it together, in a real web server: playback, and viewers over WebSocket. */
class RelayOverHttpTest {

    private static final byte[] KEY = new byte[AddressSigner.KEY_BYTES_MIN];
    private static final byte[] VIDEO = "0123456789".repeat(20_000).getBytes(StandardCharsets.US_ASCII);
    private static final String NAME = "team-1/session-1/monitor-1/a.mp4";

    private static final Queue<ReportServed> REPORTS = new ConcurrentLinkedQueue<>();

    @TempDir
    static Path folder;

    @TempDir
    static Path spool;

    private static ServletWebServerApplicationContext application;
    private static HttpClient client;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(RelayConfiguration.class)
    static class Application {

        @Bean
        InstantSource clock() {
            return InstantSource.system();
        }

        @Bean
        MeterRegistry registry() {
            return new SimpleMeterRegistry();
        }

        @Bean
        CommandGateway gateway() {
            SimpleCommandBus bus = SimpleCommandBus.builder().build();
            bus.subscribe(ReportServed.class.getName(), message -> REPORTS.add((ReportServed) message.getPayload()));
            return DefaultCommandGateway.builder().commandBus(bus).build();
        }

        @Bean
        QueryGateway queries() {
            return DefaultQueryGateway.builder()
                    .queryBus(SimpleQueryBus.builder().build())
                    .build();
        }
    }

    @BeforeAll
    static void start() throws IOException {
        application = (ServletWebServerApplicationContext) new SpringApplicationBuilder(Application.class)
                .run(
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--spring.mvc.problemdetails.enabled=true",
                        "--spring.datasource.url=" + LeaseBook.jdbcUrl(),
                        "--spring.datasource.username=postgres",
                        "--retrace.relay.viewer-port=0",
                        "--retrace.relay.store-folder=" + folder,
                        "--retrace.relay.spool.folder=" + spool,
                        "--retrace.relay.link-key=" + Base64.getEncoder().encodeToString(KEY));
        application.getBean(ObjectStore.class).create(NAME, ObjectFacts.NONE, List.of(ByteBuffer.wrap(VIDEO)));
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        client.close();
        application.close();
    }

    private static int port() {
        return Objects.requireNonNull(application.getWebServer()).getPort();
    }

    private static String address(Purpose purpose, Duration life) {
        return address(LinkId.create(), purpose, life);
    }

    private static String address(LinkId link, Purpose purpose, Duration life) {
        return new AddressSigner(KEY)
                .sign(new SignedAddress(link, NAME, purpose, Instant.now().plus(life)));
    }

    private static HttpResponse<byte[]> get(String token, String... headers) throws Exception {
        return send("GET", token, headers);
    }

    private static HttpResponse<byte[]> send(String method, String token, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port() + "/media/" + token))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @Test
    void aSegmentIsServedWhole() throws Exception {
        HttpResponse<byte[]> response = get(address(Purpose.PLAY, Duration.ofMinutes(1)));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(VIDEO);
        assertThat(header(response, "Content-Type")).isEqualTo("video/mp4");
        assertThat(header(response, "Accept-Ranges")).isEqualTo("bytes");
        assertThat(header(response, "Content-Disposition")).isEqualTo("inline");
    }

    @Test
    void aRangeIsServedAlone() throws Exception {
        String token = address(Purpose.PLAY, Duration.ofMinutes(1));
        HttpResponse<byte[]> middle = get(token, "Range", "bytes=70003-150001");
        assertThat(middle.statusCode()).isEqualTo(206);
        assertThat(middle.body()).isEqualTo(Arrays.copyOfRange(VIDEO, 70003, 150002));
        assertThat(header(middle, "Content-Range")).isEqualTo("bytes 70003-150001/200000");
        assertThat(get(token, "Range", "bytes=-5").body()).isEqualTo("56789".getBytes(StandardCharsets.US_ASCII));
        assertThat(get(token, "Range", "bytes=199995-").body()).hasSize(5);
    }

    @Test
    void aRangeOfAnotherVersionGetsTheWhole() throws Exception {
        String token = address(Purpose.PLAY, Duration.ofMinutes(1));
        String etag = header(get(token), "ETag");
        assertThat(get(token, "Range", "bytes=0-4", "If-Range", etag).statusCode())
                .isEqualTo(206);
        assertThat(get(token, "Range", "bytes=0-4", "If-Range", "\"7\"").body()).isEqualTo(VIDEO);
        assertThat(get(token, "If-None-Match", etag).statusCode()).isEqualTo(304);
    }

    @Test
    void aRangeOutsideIsAProblem() throws Exception {
        HttpResponse<byte[]> response =
                get(address(Purpose.PLAY, Duration.ofMinutes(1)), "Range", "bytes=200000-200001");
        assertThat(response.statusCode()).isEqualTo(416);
        assertThat(header(response, "Content-Range")).isEqualTo("bytes */200000");
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).contains("NO_SUCH_RANGE");
    }

    @Test
    void aDownloadHasAFileName() throws Exception {
        HttpResponse<byte[]> response = send("HEAD", address(Purpose.DOWNLOAD, Duration.ofMinutes(1)));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Length")).isEqualTo("200000");
        assertThat(header(response, "Content-Disposition")).isEqualTo("attachment; filename=\"a.mp4\"");
        assertThat(response.body()).isEmpty();
    }

    @Test
    void onlyAddressesThatWereSignedAndAreFreshAreServed() throws Exception {
        HttpResponse<byte[]> wrong = get("bm90aGluZw.bm90aGluZw");
        assertThat(wrong.statusCode()).isEqualTo(403);
        assertThat(new String(wrong.body(), StandardCharsets.UTF_8)).contains("WRONG_ADDRESS");
        HttpResponse<byte[]> expired = get(address(Purpose.PLAY, Duration.ofSeconds(-1)));
        assertThat(expired.statusCode()).isEqualTo(410);
        assertThat(new String(expired.body(), StandardCharsets.UTF_8)).contains("ADDRESS_EXPIRED");
    }

    @Test
    void whatIsServedIsReportedWithinSecondsAndNothingElse() throws Exception {
        LinkId link = LinkId.create();
        String token = address(link, Purpose.PLAY, Duration.ofMinutes(1));
        get(token, "Range", "bytes=0-4");
        get(token, "Range", "bytes=5-70000");
        get(token, "Range", "bytes=199990-");
        send("HEAD", token);
        get(token, "Range", "bytes=200000-");

        ReportServed report = awaitReport(link);

        assertThat(report.number()).isEqualTo(1);
        assertThat(report.relay()).startsWith("relay since 20");
        assertThat(report.ranges())
                .containsExactly(new ServedRange(0, 70001, 0, 0), new ServedRange(199_990, 200_000, 0, 0));
    }

    @Test
    void ofAClientThatGoesAwayIsReportedAtOnceWhatItHasGot() throws Exception {
        LinkId link = LinkId.create();
        String large = "team-1/session-1/monitor-1/large.mp4";
        long size = 64 << 20; // more than lies in buffers on the way
        application
                .getBean(ObjectStore.class)
                .create(large, ObjectFacts.NONE, Collections.nCopies(64, ByteBuffer.allocate(1 << 20)));
        String token = new AddressSigner(KEY)
                .sign(new SignedAddress(link, large, Purpose.PLAY, Instant.now().plusSeconds(60)));
        long started = System.nanoTime();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.getOutputStream()
                    .write(("GET /media/" + token + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readNBytes(1 << 20);
        }

        ReportServed report = awaitReport(link);

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(8));
        assertThat(report.ranges()).hasSize(1);
        assertThat(report.ranges().getFirst().fromByte()).isZero();
        assertThat(report.ranges().getFirst().toByte()).isBetween((1L << 20) - 1000, size - 1);
    }

    private static ReportServed awaitReport(LinkId link) throws InterruptedException {
        long end = System.nanoTime() + 30_000_000_000L;
        while (System.nanoTime() < end) {
            Optional<ReportServed> found = REPORTS.stream()
                    .filter(report -> report.link().equals(link))
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            Thread.sleep(50);
        }
        throw new AssertionError("no report of " + link);
    }

    /** Keeps what the relay sends until there is enough of it. */
    private static final class Received implements WebSocket.Listener {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final CompletableFuture<byte[]> greeting = new CompletableFuture<>();

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            byte[] part = new byte[data.remaining()];
            data.get(part);
            bytes.writeBytes(part);
            if (bytes.size() >= 12) {
                greeting.complete(bytes.toByteArray());
            }
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }

    private static WebSocket connect(Received received, String origin) {
        return client.newWebSocketBuilder()
                .subprotocols("binary")
                .header("Origin", origin)
                .buildAsync(URI.create("ws://127.0.0.1:" + port() + "/relay/websocket"), received)
                .join();
    }

    @Test
    void aViewerIsGreetedOverWebSocket() throws Exception {
        Received received = new Received();
        WebSocket socket = connect(received, "http://127.0.0.1:" + port());
        assertThat(socket.getSubprotocol()).isEqualTo("binary");
        assertThat(new String(received.greeting.get(10, TimeUnit.SECONDS), StandardCharsets.US_ASCII))
                .isEqualTo("RFB 003.008\n");
        socket.abort();
    }

    @Test
    void aPageOfAnotherOriginIsNotLetIn() {
        assertThatThrownBy(() -> connect(new Received(), "http://elsewhere.example"))
                .hasStackTraceContaining("403");
    }

    @Test
    void itIsHealthyWhileItListens() {
        assertThat(application.getBean(RelayService.class).health().getStatus().getCode())
                .isEqualTo("UP");
    }
}
