package retrace.infra.launcher.axonserver;

import io.axoniq.axonserver.grpc.control.ClientIdentification;
import io.axoniq.axonserver.grpc.control.PlatformInfo;
import io.axoniq.axonserver.grpc.control.PlatformServiceGrpc;
import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Axon Server whether it lets this process in, so that a mistake is said when it is made. The connector itself would
 * go on trying without a word to whoever started the process.
 */
final class ServerCheck {

    private static final Logger LOG = LoggerFactory.getLogger(ServerCheck.class);
    private static final Metadata.Key<String> TOKEN =
            Metadata.Key.of("AxonIQ-Access-Token", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> CONTEXT =
            Metadata.Key.of("AxonIQ-Context", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> ERROR =
            Metadata.Key.of("AxonIQ-ErrorCode", Metadata.ASCII_STRING_MARSHALLER);

    private static final String TOKEN_MISSING = "AXONIQ-1000";
    private static final String TOKEN_INVALID = "AXONIQ-1001";

    private final AxonServerProperties properties;
    private final ClientIdentification client;

    ServerCheck(AxonServerProperties properties, String component, String client) {
        this.properties = properties;
        this.client = ClientIdentification.newBuilder()
                .setComponentName(component)
                .setClientId(client)
                .build();
    }

    /** @throws AxonServerAway with a sentence for each server, where none of them lets this process in */
    void requireOne() {
        ChannelCredentials credentials = credentials();
        List<String> sentences = new ArrayList<>();
        for (ServerAddress server : properties.addresses()) {
            @Nullable String sentence = ask(server, credentials);
            if (sentence == null) {
                return;
            }
            sentences.add(sentence);
        }
        throw new AxonServerAway(String.join("\n", sentences));
    }

    private ChannelCredentials credentials() {
        if (!properties.tls().enabled()) {
            return InsecureChannelCredentials.create();
        }
        @Nullable Path trusted = properties.tls().trustCertificate();
        if (trusted == null) {
            return TlsChannelCredentials.create();
        }
        requireCertificate(trusted);
        try {
            return TlsChannelCredentials.newBuilder()
                    .trustManager(trusted.toFile())
                    .build();
        } catch (IOException e) {
            throw new AxonServerAway(
                    "retrace.axon-server.tls.trust-certificate cannot be read: " + e.getMessage() + ".");
        }
    }

    private static void requireCertificate(Path trusted) {
        try (InputStream in = Files.newInputStream(trusted)) {
            if (!CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .isEmpty()) {
                return;
            }
        } catch (IOException | CertificateException e) {
            LOG.debug("no certificate", e); // as is said below
        }
        throw new AxonServerAway(
                "retrace.axon-server.tls.trust-certificate holds no certificate in PEM: " + trusted + ".");
    }

    /** @return null where it lets this process in, otherwise why not */
    private @Nullable String ask(ServerAddress server, ChannelCredentials credentials) {
        ManagedChannel channel = Grpc.newChannelBuilderForAddress(server.host(), server.port(), credentials)
                .build();
        try {
            PlatformInfo answer = PlatformServiceGrpc.newBlockingStub(channel)
                    .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers()))
                    .withDeadlineAfter(properties.connectTimeMax().toMillis(), TimeUnit.MILLISECONDS)
                    .getPlatformServer(client);
            LOG.debug("{} lets this process in: {}", server, answer);
            return null;
        } catch (StatusRuntimeException e) {
            return sentence(server, e);
        } finally {
            channel.shutdownNow();
        }
    }

    private Metadata headers() {
        Metadata headers = new Metadata();
        headers.put(CONTEXT, properties.context());
        if (properties.token() != null) {
            headers.put(TOKEN, properties.token());
        }
        return headers;
    }

    private String sentence(ServerAddress server, StatusRuntimeException failure) {
        Metadata trailers = failure.getTrailers();
        String code = trailers == null ? null : trailers.get(ERROR);
        if (TOKEN_MISSING.equals(code)) {
            return "Axon Server at " + server + " asks for a token: set retrace.axon-server.token.";
        }
        if (TOKEN_INVALID.equals(code)) {
            return "Axon Server at " + server + " refuses retrace.axon-server.token.";
        }
        if (code != null) {
            return "Axon Server at " + server + " does not let this process in: "
                    + failure.getStatus().getDescription() + " (" + code + ").";
        }
        return switch (failure.getStatus().getCode()) {
            case UNAVAILABLE -> unreached(server, failure);
            case DEADLINE_EXCEEDED ->
                "Axon Server at " + server + " does not answer within retrace.axon-server.connect-time-max, "
                        + properties.connectTimeMax().toSeconds()
                        + " s. Is it that address, and does it speak TLS or not as retrace.axon-server.tls.enabled says?";
            case UNIMPLEMENTED ->
                "What answers at " + server + " is no Axon Server. Correct retrace.axon-server.servers: it is the port"
                        + " for programs, by default 8124, not the one for browsers.";
            default ->
                "Axon Server at " + server + " does not let this process in: "
                        + failure.getStatus().getCode() + " "
                        + failure.getStatus().getDescription() + ".";
        };
    }

    private String unreached(ServerAddress server, StatusRuntimeException failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException tls) {
                return "Axon Server at " + server + " and this process do not agree on TLS: "
                        + rootOf(tls).getMessage()
                        + ". Is its certificate by retrace.axon-server.tls.trust-certificate and for that name, and does"
                        + " it speak TLS at all?";
            }
        }
        if (isConnected(failure) && !properties.tls().enabled()) {
            return "What answers at " + server
                    + " does not speak as Axon Server does without TLS. Does it want TLS? Then"
                    + " set retrace.axon-server.tls.enabled to true. Is it the port for browsers? The one for programs is"
                    + " 8124 by default.";
        }
        @Nullable Throwable cause = failure.getStatus().getCause();
        return "No Axon Server answers at " + server + ": "
                + (cause == null ? failure.getStatus().getDescription() : cause.getMessage())
                + ". Start it, or correct retrace.axon-server.servers.";
    }

    /** What is above it says no more than that there was a problem. */
    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return root;
    }

    /** Whether somebody took the connection at all. */
    private static boolean isConnected(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketException || cause instanceof UnknownHostException) {
                return false;
            }
        }
        return true;
    }
}
