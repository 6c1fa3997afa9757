package retrace.relay.config;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import retrace.kernel.relay.DialInAddress;
import retrace.relay.connection.TcpListener;
import retrace.relay.dialin.StreamerReception;
import retrace.relay.dialin.WaitingStreamers;

/** Listens for streamers that dial in, from when all else has started until it is stopped. */
public final class StreamerService implements SmartLifecycle, HealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(StreamerService.class);

    private final InetSocketAddress address;
    private final String host;
    private final StreamerReception reception;
    private final WaitingStreamers waiting;
    private volatile @Nullable TcpListener listener;

    /**
     * @param address port 0 for any that is free
     * @param host under which streamers reach it
     */
    public StreamerService(
            InetSocketAddress address, String host, StreamerReception reception, WaitingStreamers waiting) {
        this.address = address;
        this.host = host;
        this.reception = reception;
        this.waiting = waiting;
    }

    @Override
    public void start() {
        TcpListener started = new TcpListener(address, "streamer", "retrace.relay.streamer-port", reception::receive);
        listener = started;
        LOG.info("streamers may dial in at {}:{}", address.getHostString(), started.port());
    }

    @Override
    public void stop() {
        TcpListener stopped = listener;
        if (stopped != null) {
            listener = null;
            stopped.close();
            waiting.close();
        }
    }

    @Override
    public boolean isRunning() {
        return listener != null;
    }

    /** Where streamers dial in. */
    public DialInAddress dialInAddress() {
        TcpListener running = listener;
        return new DialInAddress(host, running == null ? address.getPort() : running.port());
    }

    @Override
    public Health health() {
        TcpListener running = listener;
        Health.Builder health = running != null && running.isListening() ? Health.up() : Health.down();
        return health.withDetail("streamerPort", dialInAddress().port())
                .withDetail("waitingStreamers", waiting.count())
                .build();
    }
}
