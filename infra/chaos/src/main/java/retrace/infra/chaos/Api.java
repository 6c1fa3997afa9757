package retrace.infra.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/** The HTTP API as a technician's program calls it. */
final class Api {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);
    private static final int FIRST_FAILURE = 400;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final String address;
    private final String authorization;

    Api(String address, String account, String password) {
        this.address = address;
        authorization = "Basic " + Base64.getEncoder().encodeToString((account + ":" + password).getBytes(UTF_8));
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return answer(request(path).GET());
    }

    /** Health's answer, which is one also where it says that the process is not well. */
    JsonNode health() throws IOException, InterruptedException {
        HttpRequest request = request("/actuator/health").GET().build();
        return json.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    JsonNode post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return answer(request(path).POST(BodyPublishers.ofString(json.writeValueAsString(body))));
    }

    JsonNode put(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return answer(request(path).PUT(BodyPublishers.ofString(json.writeValueAsString(body))));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .timeout(ANSWER_MAX)
                .header("Content-Type", "application/json")
                .header("Authorization", authorization);
    }

    private JsonNode answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= FIRST_FAILURE) {
            throw new IOException(response.statusCode() + " " + response.body());
        }
        return json.readTree(response.body().isEmpty() ? "{}" : response.body());
    }
}
