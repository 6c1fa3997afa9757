package retrace.infra.launcher.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import retrace.infra.launcher.up.StartRefused;
import retrace.infra.postgres.EmbeddedDatabase;

class AxonServerAwayTest {

    private static final String KEY = "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=";

    @TempDir
    Path folder;

    @Test
    void aPartDoesNotStartWithoutTheAxonServerThatItIsToldOf() throws IOException {
        int port = freePort();
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            StartRefused refused = catchThrowableOfType(
                    StartRefused.class,
                    () -> RunningPart.start(
                            Part.COMMAND_SIDE,
                            new PartOptions(
                                    null,
                                    Map.of(
                                            "spring.datasource.url",
                                            database.jdbcUrl(),
                                            "server.port",
                                            "0",
                                            "retrace.axon-server.servers",
                                            "127.0.0.1:" + port,
                                            "retrace.security.operator-key",
                                            KEY,
                                            "retrace.command.credential-key",
                                            KEY,
                                            "retrace.command.link-key",
                                            KEY))));

            assertThat(refused)
                    .message()
                    .matches("No Axon Server answers at 127\\.0\\.0\\.1:" + port
                            + ": .*Connection refused.*\\. Start it, or correct retrace\\.axon-server\\.servers\\.");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
