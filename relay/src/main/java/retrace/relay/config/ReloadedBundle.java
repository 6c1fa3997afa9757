package retrace.relay.config;

import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/** A bundle of Spring's as it is now: its files are read again when they change. Thread-safe. */
final class ReloadedBundle {

    private static final Logger LOG = LoggerFactory.getLogger(ReloadedBundle.class);

    private final String name;
    private volatile SSLContext context;

    /** @throws org.springframework.boot.ssl.NoSuchSslBundleException where there is none of that name */
    ReloadedBundle(SslBundles bundles, String name) {
        this.name = name;
        context = bundles.getBundle(name).createSslContext();
        Consumer<SslBundle> reload = this::reload;
        bundles.addBundleUpdateHandler(name, reload);
    }

    /** One that does not fit together, as while its files are being replaced, changes nothing. */
    private void reload(SslBundle changed) {
        try {
            context = changed.createSslContext();
            LOG.info("the certificates of {} were read again", name);
        } catch (RuntimeException e) {
            LOG.error("the changed certificates of {} cannot be used, and those before stay", name, e);
        }
    }

    SSLContext context() {
        return context;
    }
}
