package retrace.infra.launcher.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.MessageDigest;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes messages of other processes, which show the fleet's key and, over TLS, a certificate that is trusted. */
final class FleetServer implements AutoCloseable {

    static final String PATH = "/message";

    private static final Logger LOG = LoggerFactory.getLogger(FleetServer.class);
    private static final int BACKLOG = 200;
    private static final int MESSAGE_BYTES_MAX = 1 << 20;
    private static final int STOPPING_SECONDS_MAX = 5;

    /** Has a message handled here. */
    interface Handling {
        WireAnswer handle(WireMessage message) throws InterruptedException;
    }

    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final WireForm form;
    private final Handling handling;
    private final byte[] authorization;
    private final URI address;
    private volatile boolean stopping;

    private FleetServer(
            HttpServer http, FleetProperties properties, boolean encrypted, WireForm form, Handling handling) {
        this.http = http;
        this.form = form;
        this.handling = handling;
        authorization = ("Bearer " + properties.key()).getBytes(UTF_8);
        address = URI.create((encrypted ? "https://" : "http://") + properties.advertisedHost() + ":"
                + http.getAddress().getPort());
    }

    /**
     * @param tls null for none
     * @throws IOException where it cannot listen there
     */
    static FleetServer start(FleetProperties properties, @Nullable SSLContext tls, WireForm form, Handling handling)
            throws IOException {
        InetSocketAddress at = new InetSocketAddress(properties.bindAddress(), properties.port());
        HttpServer http = tls == null ? HttpServer.create(at, BACKLOG) : encrypted(at, tls);
        FleetServer server = new FleetServer(http, properties, tls != null, form, handling);
        http.createContext(PATH, server::exchange);
        http.setExecutor(server.threads);
        http.start();
        return server;
    }

    private static HttpServer encrypted(InetSocketAddress at, SSLContext tls) throws IOException {
        HttpsServer https = HttpsServer.create(at, BACKLOG);
        https.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters connection) {
                SSLParameters parameters = tls.getDefaultSSLParameters();
                parameters.setNeedClientAuth(true);
                connection.setSSLParameters(parameters);
            }
        });
        return https;
    }

    /** Where others reach it. */
    URI address() {
        return address;
    }

    private void exchange(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!isOfTheFleet(exchange)) {
                LOG.warn("{} does not know the fleet's key", exchange.getRemoteAddress());
                exchange.sendResponseHeaders(401, -1);
            } else if (stopping) {
                exchange.sendResponseHeaders(503, -1);
            } else {
                answer(exchange);
            }
        }
    }

    private boolean isOfTheFleet(HttpExchange exchange) {
        String shown = exchange.getRequestHeaders().getFirst("Authorization");
        return shown != null && MessageDigest.isEqual(shown.getBytes(UTF_8), authorization);
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MESSAGE_BYTES_MAX + 1);
        if (body.length > MESSAGE_BYTES_MAX) {
            exchange.sendResponseHeaders(413, -1);
            return;
        }
        byte[] answer = form.write(handle(body));
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
    }

    private WireAnswer handle(byte[] body) {
        try {
            return handling.handle(form.read(body, WireMessage.class));
        } catch (IOException e) {
            LOG.warn("a message of another process cannot be read", e);
            return WireAnswer.failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return WireAnswer.failed(e);
        }
    }

    /** Takes no more, and waits a while for what is being handled. */
    @Override
    public void close() {
        stopping = true;
        http.stop(STOPPING_SECONDS_MAX);
        threads.shutdown();
    }
}
