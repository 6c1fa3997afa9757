package retrace.infra.launcher.axonserver;

import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Well as long as this process is connected to an Axon Server. It goes on trying by itself where it is not. */
final class AxonServerHealthIndicator extends AbstractHealthIndicator {

    private final AxonServerProperties properties;
    private final AxonServerConnectionManager connections;

    AxonServerHealthIndicator(AxonServerProperties properties, AxonServerConnectionManager connections) {
        super("whether it is connected to Axon Server is not known");
        this.properties = properties;
        this.connections = connections;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        builder.withDetail("servers", properties.joinedServers()).withDetail("context", properties.context());
        if (connections.isConnected(properties.context())) {
            builder.up();
        } else {
            builder.down()
                    .withDetail(
                            "problem",
                            "No Axon Server answers at " + properties.joinedServers()
                                    + ". Commands and queries go nowhere until one does.");
        }
    }
}
