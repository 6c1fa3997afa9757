package retrace.infra.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Stream;

/** Calls the HTTP API as the console in a browser does: by a cookie, and with the token against forged requests. */
final class Browser {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private String address;

    Browser(String address) {
        this.address = address;
    }

    /** The same cookies at another address of the same host. */
    Browser at(String other) {
        address = other;
        return this;
    }

    /** @return the status of the answer */
    int signIn(String name, String password) throws IOException, InterruptedException {
        send("GET", "/api/sign-in/ways", "text/plain", "");
        return send(
                        "POST",
                        "/api/sign-in",
                        "application/x-www-form-urlencoded",
                        "username=" + URLEncoder.encode(name, UTF_8) + "&password="
                                + URLEncoder.encode(password, UTF_8))
                .statusCode();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path, "text/plain", "");
    }

    HttpResponse<String> send(String method, String path, String json) throws IOException, InterruptedException {
        return send(method, path, "application/json", json);
    }

    /** What a process tells as it happens, line by line, until it wants no more. */
    Stream<String> follow(String path) throws IOException, InterruptedException {
        HttpResponse<Stream<String>> response = http.send(
                HttpRequest.newBuilder(URI.create(address + path))
                        .header("Accept", "text/event-stream")
                        .build(),
                HttpResponse.BodyHandlers.ofLines());
        if (response.statusCode() != 200) {
            throw new IOException(response.statusCode() + " of " + path);
        }
        return response.body();
    }

    private HttpResponse<String> send(String method, String path, String type, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(ANSWER_MAX)
                .header("Content-Type", type)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        for (HttpCookie cookie : cookies.getCookieStore().getCookies()) {
            if (cookie.getName().equals("XSRF-TOKEN")) {
                request.header("X-XSRF-TOKEN", cookie.getValue());
            }
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
