package retrace.infra.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpCookie;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Calls the HTTP API as the console does: signed in once, with a cookie from then on. Of the clients that Java has, the
 * one that takes the least CPU beside what is measured. For one thread.
 */
final class SignedInClient {

    private static final String TOKEN = "XSRF-TOKEN";
    private static final int FIRST_FAILURE = 400;

    private final URI address;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    private SignedInClient(URI address) {
        this.address = address;
    }

    /** @param clientsMax how many there will be; so many connections are kept open */
    static void keepConnections(int clientsMax) {
        System.setProperty("http.maxConnections", String.valueOf(clientsMax));
    }

    static SignedInClient signIn(URI address, String name, String password) throws IOException {
        SignedInClient client = new SignedInClient(address);
        client.call("GET", "/api/sign-in/ways", "text/plain", null); // hands out the token
        client.call(
                "POST",
                "/api/sign-in",
                "application/x-www-form-urlencoded",
                "username=" + URLEncoder.encode(name, UTF_8) + "&password=" + URLEncoder.encode(password, UTF_8));
        client.call("GET", "/api/me", "text/plain", null); // another token, for whoever is signed in
        return client;
    }

    /** @return the answer's body */
    String call(String method, String path, @Nullable String json) throws IOException {
        return call(method, path, "application/json", json);
    }

    private String call(String method, String path, String type, @Nullable String body) throws IOException {
        HttpURLConnection call =
                (HttpURLConnection) address.resolve(path).toURL().openConnection();
        call.setRequestMethod(method);
        if (!cookies.isEmpty()) {
            call.setRequestProperty("Cookie", cookies());
        }
        if (cookies.containsKey(TOKEN)) {
            call.setRequestProperty("X-" + TOKEN, cookies.get(TOKEN));
        }
        if (body != null) {
            byte[] bytes = body.getBytes(UTF_8);
            call.setRequestProperty("Content-Type", type);
            call.setDoOutput(true);
            call.setFixedLengthStreamingMode(bytes.length);
            call.getOutputStream().write(bytes);
        }
        boolean failed = call.getResponseCode() >= FIRST_FAILURE;
        remember(call.getHeaderFields().getOrDefault("Set-Cookie", List.of()));
        try (@Nullable InputStream in = failed ? call.getErrorStream() : call.getInputStream()) {
            String answer = in == null ? "" : new String(in.readAllBytes(), UTF_8);
            if (failed) {
                throw new IOException(method + " " + path + ": " + call.getResponseCode() + " " + answer);
            }
            return answer;
        }
    }

    private String cookies() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    private void remember(List<String> headers) {
        for (String header : headers) {
            for (HttpCookie cookie : HttpCookie.parse(header)) {
                if (cookie.getMaxAge() == 0) {
                    cookies.remove(cookie.getName());
                } else {
                    cookies.put(cookie.getName(), cookie.getValue());
                }
            }
        }
    }
}
