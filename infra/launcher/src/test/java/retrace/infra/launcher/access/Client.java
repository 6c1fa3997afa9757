package retrace.infra.launcher.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import retrace.infra.launcher.up.NewAccount;
import retrace.infra.launcher.up.RunningRetrace;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program that calls the API as one role or another of the demo team, as a stranger, or as nobody. */
final class Client {

    static final String STRANGERS_PASSWORD = "another horse";

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
    /** Of a stream without an end, as much as tells what it is. */
    private static final int BODY_BYTES_MAX = 100_000;

    private final RunningRetrace retrace;
    private final HttpClient http = HttpClient.newHttpClient();

    Client(RunningRetrace retrace) {
        this.retrace = retrace;
    }

    record Answer(int status, String body) {

        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        String text(String member) {
            return json().path(member).asString();
        }
    }

    JsonNode get(String role, String path) throws Exception {
        return call(role, "GET", path, "").json();
    }

    Answer call(String role, String method, String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(retrace.consoleAddress() + path))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        method.equals("GET")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        String credentials = credentials(role);
        if (!credentials.isEmpty()) {
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)));
        }
        HttpResponse<InputStream> response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream in = response.body()) {
            boolean endless = response.headers()
                    .firstValue("Content-Type")
                    .filter(type -> type.startsWith("text/event-stream"))
                    .isPresent();
            byte[] read = endless ? firstPiece(in) : in.readNBytes(BODY_BYTES_MAX);
            return new Answer(response.statusCode(), new String(read, UTF_8));
        }
    }

    private static byte[] firstPiece(InputStream in) throws IOException {
        byte[] piece = new byte[BODY_BYTES_MAX];
        int count = in.read(piece);
        return java.util.Arrays.copyOf(piece, Math.max(count, 0));
    }

    private String credentials(String role) throws IOException {
        return switch (role) {
            case "nobody" -> "";
            case "STRANGER" -> "stranger:" + STRANGERS_PASSWORD;
            case "MIA" -> "mia:correct horse";
            case "OPERATOR" -> "*operator:" + retrace.folder().operatorKey().orElseThrow();
            default -> "demo-" + role.toLowerCase(Locale.ROOT) + ":" + password(role);
        };
    }

    private String password(String role) {
        return retrace.newAccounts().stream()
                .filter(account -> account.role().name().equals(role))
                .map(NewAccount::password)
                .findFirst()
                .orElseThrow();
    }

    /** Every route under {@code /api} that a controller of ours answers, with the parameters that choose it. */
    List<String> mappedApiRoutes() {
        return retrace
                .application()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue().getBeanType().getName().startsWith("retrace."))
                .flatMap(entry -> entry.getKey().getPatternValues().stream()
                        .filter(path -> path.startsWith("/api/"))
                        .flatMap(path -> entry.getKey().getMethodsCondition().getMethods().stream()
                                .map(method -> method + " " + path + chosenBy(entry.getKey()))))
                .toList();
    }

    private static String chosenBy(RequestMappingInfo mapping) {
        return mapping.getParamsCondition().getExpressions().stream()
                .map(parameter -> "?" + parameter.getName() + "={" + parameter.getName() + "}")
                .collect(joining());
    }

    /** Identifiers of the right form that nothing has. */
    static String filledWithNothing(String path) {
        return VARIABLE.matcher(path).replaceAll(name -> name.group(1) + "-" + UUID.randomUUID());
    }

    static String filled(String path, Map<String, String> identifiers) {
        return VARIABLE.matcher(path).replaceAll(name -> identifiers.get(name.group(1)));
    }
}
