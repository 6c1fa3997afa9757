package retrace.infra.launcher.cli;

import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Option;

/** A certificate, for console and HTTP API by https and for viewers over TLS. */
final class TlsOptions {

    private static final String BUNDLE = "retrace";
    private static final String KEY_STORE = "spring.ssl.bundle.pem." + BUNDLE + ".keystore.";

    @Option(
            names = "--tls-certificate",
            required = true,
            paramLabel = "FILE",
            description = "In PEM, with its chain: for https and for viewers over TLS. Read again when it changes.")
    @SuppressWarnings("NullAway.Init") // set by picocli, as is the other
    private Path certificate;

    @Option(names = "--tls-key", required = true, paramLabel = "FILE", description = "The certificate's key, in PEM.")
    @SuppressWarnings("NullAway.Init")
    private Path key;

    Map<String, String> settings() {
        return Map.of(
                KEY_STORE + "certificate",
                certificate.toUri().toString(),
                KEY_STORE + "private-key",
                key.toUri().toString(),
                "spring.ssl.bundle.pem." + BUNDLE + ".reload-on-update",
                "true",
                "server.ssl.bundle",
                BUNDLE,
                "server.servlet.session.cookie.secure",
                "true",
                "retrace.relay.tls.bundle",
                BUNDLE);
    }
}
