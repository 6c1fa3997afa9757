package retrace.infra.launcher.axonserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.InsecureServerCredentials;
import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import retrace.infra.launcher.axonserver.AxonServerProperties.Tls;
import retrace.relay.testing.TestAuthority;

/** What a process says of an Axon Server that does not let it in. */
class ServerCheckTest {

    private static final Tls NO_TLS = new Tls(false, null);
    private static final String TOKEN = "a-token-for-tests";

    @TempDir
    Path folder;

    @Test
    void nobodyListensThere() throws IOException {
        int port = freePort();

        assertThat(sentence(port, null, NO_TLS))
                .startsWith("No Axon Server answers at 127.0.0.1:" + port + ": ")
                .contains("Connection refused")
                .endsWith("Start it, or correct retrace.axon-server.servers.");
    }

    @Test
    void eachOfSeveralIsNamedAndOneThatAnswersIsEnough() throws Exception {
        int closed = freePort();
        int closedToo = freePort();
        assertThat(catchThrowableOfType(
                        AxonServerAway.class, () -> check(properties(List.of(closed, closedToo), null, NO_TLS))))
                .message()
                .contains("127.0.0.1:" + closed + ":", "127.0.0.1:" + closedToo + ":");

        try (AxonServerStandIn server = AxonServerStandIn.start()) {
            assertThatCode(() -> check(properties(List.of(closed, server.port()), null, NO_TLS)))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void aTokenIsMissingWrongOrRight() throws Exception {
        try (AxonServerStandIn server = AxonServerStandIn.start(0, InsecureServerCredentials.create(), TOKEN)) {
            assertThat(sentence(server.port(), null, NO_TLS))
                    .isEqualTo("Axon Server at 127.0.0.1:" + server.port()
                            + " asks for a token: set retrace.axon-server.token.");
            assertThat(sentence(server.port(), "another", NO_TLS))
                    .isEqualTo("Axon Server at 127.0.0.1:" + server.port() + " refuses retrace.axon-server.token.");
            assertThatCode(() -> check(properties(List.of(server.port()), TOKEN, NO_TLS)))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void tlsIsTrustedNotTrustedOrForgotten() throws Exception {
        TestAuthority authority = new TestAuthority(folder);
        TestAuthority.Issued issued = authority.issue("server");
        Path stranger = Files.createDirectory(folder.resolve("stranger"));
        ServerCredentials credentials = TlsServerCredentials.create(
                issued.certificate().toFile(), issued.key().toFile());
        try (AxonServerStandIn server = AxonServerStandIn.start(0, credentials, null)) {
            assertThatCode(() ->
                            check(properties(List.of(server.port()), null, new Tls(true, authority.certificate()))))
                    .doesNotThrowAnyException();
            assertThat(sentence(server.port(), null, new Tls(true, new TestAuthority(stranger).certificate())))
                    .contains("do not agree on TLS", "retrace.axon-server.tls.trust-certificate")
                    .doesNotContain("General OpenSslEngine problem");
            assertThat(sentence(server.port(), null, NO_TLS)).contains("retrace.axon-server.tls.enabled");
        }
    }

    @Test
    void tlsIsAskedOfAServerThatHasNone() throws Exception {
        TestAuthority authority = new TestAuthority(folder);
        try (AxonServerStandIn server = AxonServerStandIn.start()) {
            assertThat(sentence(server.port(), null, new Tls(true, authority.certificate())))
                    .contains("does it speak TLS at all?");
        }
    }

    @Test
    void theTrustedCertificateIsNone() throws Exception {
        Path nonsense = Files.writeString(folder.resolve("nonsense.pem"), "nothing of the kind");

        assertThat(sentence(freePort(), null, new Tls(true, nonsense)))
                .isEqualTo("retrace.axon-server.tls.trust-certificate holds no certificate in PEM: " + nonsense + ".");
    }

    private static String sentence(int port, @Nullable String token, Tls tls) {
        return String.valueOf(catchThrowableOfType(
                        AxonServerAway.class, () -> check(properties(List.of(port), token, tls)))
                .getMessage());
    }

    private static void check(AxonServerProperties properties) {
        new ServerCheck(properties, "command-side", "command-side-1").requireOne();
    }

    private static AxonServerProperties properties(List<Integer> ports, @Nullable String token, Tls tls) {
        Stream<String> servers = ports.stream().map(port -> "127.0.0.1:" + port);
        return new AxonServerProperties(
                servers.toList(), "default", token, null, null, tls, false, Duration.ofSeconds(5));
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
