package retrace.infra.launcher.fleet;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Sends messages to other processes. Thread-safe. */
final class FleetClient implements AutoCloseable {

    private static final Duration CONNECT_MAX = Duration.ofSeconds(2);
    private static final int OK = 200;
    private static final int STOPPING = 503;

    private final HttpClient http;
    private final WireForm form;
    private final String authorization;
    private final Duration answerMax;

    /** @param tls null for none */
    FleetClient(FleetProperties properties, @Nullable SSLContext tls, WireForm form) {
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_MAX);
        http = (tls == null ? builder : builder.sslContext(tls)).build();
        this.form = form;
        authorization = "Bearer " + properties.key();
        answerMax = properties.answerMax();
    }

    /** Fails by {@link NotReached} where it can be sent again, and by another {@link IOException} where it may be done. */
    CompletableFuture<WireAnswer> send(FleetMember member, WireMessage message) {
        HttpRequest request = HttpRequest.newBuilder(member.address().resolve(FleetServer.PATH))
                .timeout(answerMax)
                .header("Authorization", authorization)
                .POST(HttpRequest.BodyPublishers.ofByteArray(form.write(message)))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()).handle((response, failure) -> {
            try {
                return answer(member, response, failure);
            } catch (IOException e) {
                throw new CompletionException(e);
            }
        });
    }

    private WireAnswer answer(FleetMember member, @Nullable HttpResponse<byte[]> response, @Nullable Throwable failure)
            throws IOException {
        if (response == null) {
            @Nullable Throwable why = failure instanceof CompletionException ? failure.getCause() : failure;
            if (why instanceof ConnectException || why instanceof HttpConnectTimeoutException) {
                throw new NotReached(member, why.toString());
            }
            throw new IOException("the " + member + " does not answer", why);
        }
        return switch (response.statusCode()) {
            case OK -> form.read(response.body(), WireAnswer.class);
            case STOPPING -> throw new NotReached(member, "it is stopping");
            default -> throw new IOException("the " + member + " answers with status " + response.statusCode());
        };
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
