package retrace.infra.launcher.up;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TracingIT {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String CALLER = "b7ad6b7169203331";

    @TempDir
    Path folder;

    @Test
    void aRequestIsOneTraceThroughCommandAndEventToTheReadModels() throws Exception {
        try (TraceReceiver receiver = TraceReceiver.start();
                RunningRetrace retrace = start(receiver)) {
            assertThat(change(retrace)).isBetween(200, 204);

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(names(receiver.of(TRACE)))
                            .anyMatch(name -> name.equals("http put /api/settings"))
                            .anyMatch(name -> name.startsWith("CommandBus.handle"))
                            .anyMatch(name -> name.startsWith("EventBus.publishEvent"))
                            .anyMatch(name -> name.startsWith("StreamingEventProcessor.process")));
            List<Span> spans = receiver.of(TRACE);
            Set<ByteString> known = spans.stream().map(Span::getSpanId).collect(Collectors.toSet());
            assertThat(spans.stream().filter(span -> !known.contains(span.getParentSpanId())))
                    .as("what hangs on nothing but the caller's own span")
                    .singleElement()
                    .satisfies(root -> assertThat(root.getName()).isEqualTo("http put /api/settings"));
        }
    }

    private RunningRetrace start(TraceReceiver receiver) throws Exception {
        return RunningRetrace.start(
                new Options(
                        folder,
                        0,
                        "127.0.0.1",
                        0,
                        true,
                        "",
                        false,
                        Map.of(
                                "management.tracing.enabled", "true",
                                "management.tracing.sampling.probability", "1.0",
                                "management.opentelemetry.tracing.export.otlp.endpoint", receiver.address(),
                                "management.opentelemetry.tracing.export.schedule-delay", "100ms")),
                new PrintWriter(Writer.nullWriter()));
    }

    private static int change(RunningRetrace retrace) throws Exception {
        NewAccount owner = retrace.newAccounts().stream()
                .filter(account -> account.signInName().equals("demo-owner"))
                .findFirst()
                .orElseThrow();
        String basic =
                Base64.getEncoder().encodeToString((owner.signInName() + ":" + owner.password()).getBytes(UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(retrace.consoleAddress() + "/api/settings"))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/json")
                .header("traceparent", "00-" + TRACE + "-" + CALLER + "-01")
                .PUT(HttpRequest.BodyPublishers.ofString(
                        "{\"setting\": \"RECORDING_ON\", \"accessKind\": \"ATTENDED\", \"on\": false}"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    private static List<String> names(List<Span> spans) {
        return spans.stream().map(Span::getName).toList();
    }
}
