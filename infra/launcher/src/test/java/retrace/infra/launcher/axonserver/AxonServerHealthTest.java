package retrace.infra.launcher.axonserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.InsecureServerCredentials;
import java.time.Duration;
import java.util.List;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import retrace.infra.launcher.axonserver.AxonServerProperties.Tls;

class AxonServerHealthTest {

    private static final Duration NOTICED_MAX = Duration.ofSeconds(20);

    @Test
    void itIsWellWhileTheServerIsThereAndSaysSoWhenItHasGoneAndComeBack() throws Exception {
        AxonServerStandIn server = AxonServerStandIn.start();
        int port = server.port();
        AxonServerProperties properties = new AxonServerProperties(
                List.of("127.0.0.1:" + port),
                "default",
                null,
                null,
                null,
                new Tls(false, null),
                false,
                Duration.ofSeconds(5));
        AxonServerConnectionManager connections = AxonServerConnectionManager.builder()
                .axonServerConfiguration(AxonServerConfiguration.builder()
                        .servers(properties.joinedServers())
                        .componentName("relay")
                        .clientId("relay-1")
                        .build())
                .build();
        AxonServerHealthIndicator indicator = new AxonServerHealthIndicator(properties, connections);
        try {
            connections.start();
            await().atMost(NOTICED_MAX).until(() -> is(indicator, Status.UP));

            server.close();
            await().atMost(NOTICED_MAX).until(() -> is(indicator, Status.DOWN));
            Health down = indicator.health();
            assertThat(String.valueOf(down == null ? null : down.getDetails().get("problem")))
                    .isEqualTo("No Axon Server answers at 127.0.0.1:" + port
                            + ". Commands and queries go nowhere until one does.");

            server = AxonServerStandIn.start(port, InsecureServerCredentials.create(), null);
            await().atMost(NOTICED_MAX).until(() -> is(indicator, Status.UP));
        } finally {
            connections.disconnect();
            connections.shutdown();
            server.close();
        }
    }

    private static boolean is(AxonServerHealthIndicator indicator, Status status) {
        Health health = indicator.health();
        return health != null && health.getStatus().equals(status);
    }
}
