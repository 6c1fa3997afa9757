package retrace.command.endpoint;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks from time to time whether endpoints' logins are to be encrypted with another key, and does it. */
public final class KeyRenewal implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KeyRenewal.class);

    private final EndpointCredentials credentials;
    private final Duration interval;
    private final Thread thread;

    /** Begins at once. */
    public KeyRenewal(EndpointCredentials credentials, Duration interval) {
        this.credentials = credentials;
        this.interval = interval;
        thread = Thread.ofVirtual().name("credential keys").start(this::run);
    }

    private void run() {
        try {
            while (true) {
                renew();
                Thread.sleep(interval);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // as asked
        }
    }

    private void renew() {
        try {
            int changed = credentials.renewKeys();
            if (changed > 0) {
                LOG.info("{} logins of endpoints are encrypted with another key now", changed);
            }
        } catch (RuntimeException e) {
            LOG.warn("the keys of endpoints' logins could not be looked after", e); // the database is away, say
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
