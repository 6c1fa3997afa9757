package retrace.relay.config;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import retrace.relay.effects.RelayRequests.ViewerAddress;
import retrace.relay.session.Sessions;
import retrace.relay.session.ViewerListener;
import retrace.relay.session.ViewerReception;

/**
 * Listens for viewers from when all else has started, and is the first to stop: open segments are closed and reported
 * while there are still buses and stores to do it with.
 */
public final class RelayService implements SmartLifecycle, ViewerAddress, HealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(RelayService.class);

    private final RelayProperties properties;
    private final Sessions sessions;
    private final ViewerReception reception;
    private volatile @Nullable ViewerListener listener;

    public RelayService(RelayProperties properties, Sessions sessions, ViewerReception reception) {
        this.properties = properties;
        this.sessions = sessions;
        this.reception = reception;
    }

    @Override
    public void start() {
        ViewerListener started =
                new ViewerListener(new InetSocketAddress(properties.bindAddress(), properties.viewerPort()), reception);
        listener = started;
        LOG.info("viewers are welcome at {}:{}", properties.bindAddress(), started.port());
    }

    @Override
    public void stop() {
        ViewerListener stopped = listener;
        if (stopped != null) {
            listener = null;
            stopped.close();
            sessions.close();
        }
    }

    @Override
    public boolean isRunning() {
        return listener != null;
    }

    @Override
    public String host() {
        return properties.viewerHost();
    }

    @Override
    public int port() {
        ViewerListener running = listener;
        return running == null ? properties.viewerPort() : running.port();
    }

    @Override
    public String path() {
        return properties.webSocketPath();
    }

    @Override
    public Health health() {
        ViewerListener running = listener;
        Health.Builder health = running != null && running.isListening() ? Health.up() : Health.down();
        return health.withDetail("viewerPort", port())
                .withDetail("sessions", sessions.count())
                .build();
    }
}
