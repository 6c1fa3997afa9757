package retrace.infra.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An Axon Server that runs already, by way of which a fleet's processes reach each other.
 *
 * @param server where it takes connections of programs, as HOST:PORT
 * @param token what it asks for; null for none
 * @param trusted a PEM file with the authority of its certificate; null where it speaks without TLS
 * @param browserPort where it tells over HTTP who has handled how much
 */
record AxonServerUnderTest(
        String server, @Nullable String token, @Nullable Path trusted, int browserPort) {

    /** By which a fleet is told to use it. */
    static final String SERVERS = "retrace.axon-server.servers";

    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

    /** What a fleet has to be told to use it. */
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(Map.of(SERVERS, server));
        if (token != null) {
            settings.put("retrace.axon-server.token", token);
        }
        if (trusted != null) {
            settings.put("retrace.axon-server.tls.enabled", "true");
            settings.put(
                    "retrace.axon-server.tls.trust-certificate",
                    trusted.toAbsolutePath().toString());
        }
        return settings;
    }

    /** By each process that is connected now. Of one that has gone it tells nothing any more. */
    List<Handled> handled() throws IOException, InterruptedException {
        Map<String, Handled> byProcess = new TreeMap<>();
        for (JsonNode commands : metrics("command-metrics")) {
            add(byProcess, commands, commands.path("count").asLong(), 0);
        }
        for (JsonNode queries : metrics("query-metrics")) {
            add(byProcess, queries, 0, queries.path("count").asLong());
        }
        return List.copyOf(byProcess.values());
    }

    private static void add(Map<String, Handled> byProcess, JsonNode counted, long commands, long queries) {
        String process = counted.path("clientId").asText();
        byProcess.merge(
                process,
                new Handled(process, counted.path("componentName").asText(), commands, queries),
                (one, other) -> new Handled(
                        process, one.part(), one.commands() + other.commands(), one.queries() + other.queries()));
    }

    private JsonNode metrics(String name) throws IOException, InterruptedException {
        String host = server.replaceFirst(":\\d+$", "");
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://" + host + ":" + browserPort + "/v1/public/" + name))
                .timeout(ANSWER_MAX);
        if (token != null) {
            request.header("AxonIQ-Access-Token", token);
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException("Axon Server answers " + response.statusCode() + " to "
                        + request.build().uri());
            }
            return new ObjectMapper().readTree(response.body());
        }
    }
}
