package retrace.relay.config;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.ssl.SslBundles;
import retrace.relay.rfb.handshake.ViewerSecurity;
import retrace.relay.tls.ServerIdentity;

/**
 * What an operator can set about TLS.
 *
 * @param bundle Spring's name for the certificate and key that the relay shows to viewers; null for no TLS
 * @param required whether viewers without TLS are turned away
 */
@ConfigurationProperties("retrace.relay.tls")
public record TlsProperties(
        @Nullable String bundle,
        @DefaultValue("false") boolean required) {

    public TlsProperties {
        if (required && bundle == null) {
            throw new IllegalArgumentException(
                    "retrace.relay.tls.required needs a certificate: set retrace.relay.tls.bundle.");
        }
    }

    ViewerSecurity viewerSecurity(SslBundles bundles) {
        return new ViewerSecurity(
                !required, bundle == null ? null : new ServerIdentity(new ReloadedBundle(bundles, bundle)::context));
    }
}
