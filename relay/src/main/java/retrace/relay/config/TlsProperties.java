package retrace.relay.config;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.ssl.SslBundles;
import retrace.relay.rfb.handshake.ViewerSecurity;
import retrace.relay.tls.ServerIdentity;
import retrace.relay.tls.StreamerTrust;

/**
 * What an operator can set about TLS.
 *
 * @param bundle Spring's name for the certificate and key that the relay shows to viewers; null for no TLS
 * @param streamerBundle Spring's name for the authorities that streamers' certificates may be by; null for the JDK's
 * @param required whether viewers without TLS are turned away
 */
@ConfigurationProperties("retrace.relay.tls")
public record TlsProperties(
        @Nullable String bundle,
        @Nullable String streamerBundle,
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

    StreamerTrust streamerTrust(SslBundles bundles) {
        return streamerBundle == null
                ? StreamerTrust.inTheJdksAuthorities()
                : new StreamerTrust(new ReloadedBundle(bundles, streamerBundle)::context);
    }
}
