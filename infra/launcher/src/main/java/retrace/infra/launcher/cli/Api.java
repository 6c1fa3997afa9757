package retrace.infra.launcher.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP API, as a program calls it. */
final class Api {

    private static final Duration CONNECT_TIME_MAX = Duration.ofSeconds(10);
    private static final Duration ANSWER_TIME_MAX = Duration.ofSeconds(30);
    private static final int FIRST_FAILURE_STATUS = 400;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_TIME_MAX).build();
    private final JsonMapper json = JsonMapper.shared();
    private final URI url;
    private final String authorization;

    Api(URI url, String user, String password) {
        this.url = url;
        this.authorization = "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
    }

    JsonNode get(String path) throws CommandFailed {
        return answer(request(path).GET().build());
    }

    JsonNode post(String path, Map<String, ?> body) throws CommandFailed {
        return answer(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))
                .build());
    }

    void put(String path, Map<String, ?> body) throws CommandFailed {
        answer(request(path)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path))
                .timeout(ANSWER_TIME_MAX)
                .header("Accept", "application/json, application/problem+json")
                .header("Authorization", authorization);
    }

    private JsonNode answer(HttpRequest request) throws CommandFailed {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode body = json.readTree(response.body().isEmpty() ? "{}" : response.body());
            if (response.statusCode() >= FIRST_FAILURE_STATUS) {
                throw new CommandFailed(
                        body.path("detail").asString("Retrace answered with status " + response.statusCode() + "."));
            }
            return body;
        } catch (IOException e) {
            throw new CommandFailed("Retrace cannot be reached at " + url + ". Is it running? Say where with --url.");
        } catch (JacksonException e) {
            throw new CommandFailed("What answers at " + url + " is not Retrace. Say where it runs with --url.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("Interrupted.");
        }
    }
}
