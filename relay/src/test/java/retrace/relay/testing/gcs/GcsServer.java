package retrace.relay.testing.gcs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens on a port of this machine and routes what comes. Keeps everything in memory. */
public final class GcsServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GcsServer.class);
    private static final List<String> API = List.of("storage", "v1", "b");

    private final HttpServer http;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
    private final Faults faults = new Faults();
    private final TestServiceAccount account = new TestServiceAccount();
    private final InstantSource clock;
    private final Uploads uploads;
    private final ObjectRequests objects;
    private final SignedRequests signed;

    private GcsServer(HttpServer http, InstantSource clock) {
        this.http = http;
        this.clock = clock;
        uploads = new Uploads(uri().toString());
        objects = new ObjectRequests(uri().toString());
        signed = new SignedRequests(account, clock);
    }

    public static GcsServer start(InstantSource clock) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        GcsServer server = new GcsServer(http, clock);
        http.createContext("/", server::handle);
        http.setExecutor(server.workers);
        http.start();
        return server;
    }

    /** Where it listens, without a path. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    /** Makes it where there is none. */
    public Bucket bucket(String name) {
        return buckets.computeIfAbsent(name, key -> new Bucket(key, clock));
    }

    public Faults faults() {
        return faults;
    }

    /** Whose signatures it knows. */
    public TestServiceAccount serviceAccount() {
        return account;
    }

    @Override
    public void close() {
        http.stop(0);
        workers.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Request request = new Request(exchange);
            try {
                Route route = routeOf(request);
                Fault fault = faults.take(route.operation());
                serve(exchange, request, route, fault);
            } catch (ApiError error) {
                exchange.getRequestBody().readAllBytes();
                send(exchange, SignedRequests.isSigned(request) ? error.asXml() : error.asJson());
            }
        } catch (RuntimeException e) {
            LOG.error("{} {}", exchange.getRequestMethod(), exchange.getRequestURI(), e);
            throw e;
        }
    }

    private void serve(HttpExchange exchange, Request request, Route route, @Nullable Fault fault) throws IOException {
        switch (fault) {
            case null -> send(exchange, route.work().answer(request, false));
            case Fault.KeepLess keepLess -> send(exchange, route.work().answer(request, true));
            case Fault.Refuse refuse -> throw ApiError.of(refuse.status());
            case Fault.RefuseAfterDoing refuse -> {
                route.work().answer(request, false);
                throw ApiError.of(refuse.status());
            }
            case Fault.CutRequest cut -> request.takeHalf();
            case Fault.CutAfterDoing cut -> route.work().answer(request, false);
            case Fault.CutAnswer cut -> sendHalf(exchange, route.work().answer(request, false));
            case Fault.AnswerLate late -> {
                Answer answer = route.work().answer(request, false);
                sleep(late);
                send(exchange, answer);
            }
        }
    }

    private static void sleep(Fault.AnswerLate late) {
        try {
            Thread.sleep(late.after());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server is being closed
        }
    }

    private interface Work {
        Answer answer(Request request, boolean keepLess) throws IOException;
    }

    private record Route(Operation operation, Work work) {}

    private Route routeOf(Request request) {
        List<String> path = request.path();
        if (SignedRequests.isSigned(request)) {
            String object = String.join("/", path.subList(1, path.size()));
            return new Route(
                    Operation.SIGNED_DOWNLOAD, (asked, less) -> signed.answer(asked, known(path.getFirst()), object));
        }
        if (path.getFirst().equals("upload") && isObjects(path.subList(1, path.size()), 5)) {
            return new Route(
                    Uploads.operationOf(request), (asked, less) -> uploads.answer(asked, known(path.get(4)), less));
        }
        List<String> api = path.getFirst().equals("download") ? path.subList(1, path.size()) : path;
        if (isObjects(api, 5)) {
            return new Route(Operation.LIST, (asked, less) -> objects.list(asked, known(api.get(3))));
        }
        if (api.size() == 4 && api.subList(0, 3).equals(API) && request.method().equals("GET")) {
            return new Route(Operation.GET, (asked, less) -> bucket(known(api.get(3))));
        }
        if (isObjects(api, 6)) {
            return new Route(
                    ObjectRequests.operationOf(request, true),
                    (asked, less) -> objects.one(asked, known(api.get(3)), api.get(5)));
        }
        if (isObjects(api, 7)
                && api.get(6).equals("compose")
                && request.method().equals("POST")) {
            return new Route(Operation.COMPOSE, (asked, less) -> objects.compose(asked, known(api.get(3)), api.get(5)));
        }
        throw ApiError.noRoute(request.method(), request.rawPath());
    }

    private static Answer bucket(Bucket bucket) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("kind", "storage#bucket").put("id", bucket.name()).put("name", bucket.name());
        String key = bucket.defaultKmsKey();
        if (key != null) {
            json.putObject("encryption").put("defaultKmsKeyName", key);
        }
        return Answer.json(200, json);
    }

    private static boolean isObjects(List<String> path, int length) {
        return path.size() == length
                && path.subList(0, 3).equals(API)
                && path.get(4).equals("o");
    }

    private Bucket known(String name) {
        Bucket found = buckets.get(name);
        if (found == null) {
            throw ApiError.noBucket();
        }
        return found;
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        if (answer.count() == 0 || isHead) {
            if (isHead) {
                exchange.getResponseHeaders().set("Content-Length", Integer.toString(answer.count()));
            }
            exchange.sendResponseHeaders(answer.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(answer.status(), answer.count());
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(answer.content(), answer.from(), answer.count());
        }
    }

    /** The headers promise more than comes. */
    private static void sendHalf(HttpExchange exchange, Answer answer) throws IOException {
        if (answer.count() == 0) {
            return;
        }
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status(), answer.count());
        exchange.getResponseBody().write(answer.content(), answer.from(), answer.count() / 2);
        exchange.getResponseBody().flush();
    }
}
