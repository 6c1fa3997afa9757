package retrace.relay.testing.gcs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A request with its parts decoded. */
final class Request {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpExchange exchange;
    private final List<String> path;
    private final Map<String, String> query;

    Request(HttpExchange exchange) {
        this.exchange = exchange;
        path = Stream.of(rawPath().substring(1).split("/", -1))
                .map(Request::decodePath)
                .toList();
        query = queryOf(exchange.getRequestURI().getRawQuery());
    }

    /** A plus sign stands for itself in a path. */
    static String decodePath(String encoded) {
        return decode(encoded.replace("+", "%2B"));
    }

    static String decode(String encoded) {
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }

    private static Map<String, String> queryOf(@Nullable String raw) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String parameter : raw == null || raw.isEmpty() ? new String[0] : raw.split("&", -1)) {
            int equals = parameter.indexOf('=');
            query.put(
                    decode(equals < 0 ? parameter : parameter.substring(0, equals)),
                    equals < 0 ? "" : decode(parameter.substring(equals + 1)));
        }
        return query;
    }

    /** Clients that cannot send every method say in a header which one is meant. */
    String method() {
        return header("X-HTTP-Method-Override").orElse(exchange.getRequestMethod());
    }

    String rawPath() {
        return exchange.getRequestURI().getRawPath();
    }

    /** Decoded, between the slashes. */
    List<String> path() {
        return path;
    }

    Map<String, String> query() {
        return query;
    }

    Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name));
    }

    Optional<Long> number(String name) {
        try {
            return query(name).map(Long::valueOf);
        } catch (NumberFormatException e) {
            throw ApiError.invalid("Invalid value for " + name + ".");
        }
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    /** Takes half of the body, as far as its length is known. */
    void takeHalf() throws IOException {
        long length = header("Content-Length").map(Long::valueOf).orElse(0L);
        exchange.getRequestBody().readNBytes((int) (length / 2));
    }

    byte[] body() throws IOException {
        byte[] sent = exchange.getRequestBody().readAllBytes();
        boolean isPacked = header("Content-Encoding").orElse("").equals("gzip") && sent.length > 0;
        if (!isPacked) {
            return sent;
        }
        try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(sent))) {
            return unpacked.readAllBytes();
        }
    }

    JsonNode json() throws IOException {
        return json(body());
    }

    static JsonNode json(byte[] body) {
        try {
            return body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (IOException e) {
            throw ApiError.invalid("Parse Error");
        }
    }
}
