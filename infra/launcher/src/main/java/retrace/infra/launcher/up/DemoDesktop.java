package retrace.infra.launcher.up;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.gateway.CommandGateway;
import retrace.command.team.Account;
import retrace.infra.streamer.DemoStreamer;
import retrace.kernel.endpoint.EndpointCommand.RegisterEndpoint;
import retrace.kernel.endpoint.Monitor;
import retrace.kernel.endpoint.StreamerAddress;
import retrace.kernel.id.EndpointId;
import retrace.kernel.platform.Platform;
import retrace.kernel.platform.StreamerVersion;
import retrace.kernel.team.AccessKind;

/**
 * A desktop of our own for the demo team. Its ports are kept, since the team's computer is known by them; a desktop
 * whose computer was retired is not registered again.
 */
final class DemoDesktop implements AutoCloseable {

    private static final String PORTS = "ports";
    private static final String ENDPOINT = "endpoint";

    private final DemoStreamer streamer;
    private final Path kept;
    private final boolean known;

    private DemoDesktop(DemoStreamer streamer, Path kept, boolean known) {
        this.streamer = streamer;
        this.kept = kept;
        this.known = known;
    }

    /** @param kept where its ports are written down */
    static DemoDesktop start(Path kept) throws IOException {
        Optional<Map<String, String>> known = PrivateProperties.read(kept);
        DemoStreamer.Config config = DemoStreamer.Config.standard();
        return new DemoDesktop(
                DemoStreamer.start(known.isPresent() ? config.withPorts(ports(known.get())) : config),
                kept,
                known.isPresent());
    }

    private static List<Integer> ports(Map<String, String> known) {
        return Arrays.stream(known.getOrDefault(PORTS, "").split(","))
                .map(Integer::valueOf)
                .toList();
    }

    /** Makes it a computer of the owner's team, the first time. */
    void register(Account owner, CommandGateway commands) throws IOException {
        if (known) {
            return;
        }
        EndpointId endpoint = EndpointId.create();
        List<Monitor> monitors = streamer.monitors().stream()
                .map(it -> new Monitor(it.number(), it.name(), new StreamerAddress(it.host(), it.port())))
                .toList();
        commands.sendAndWait(new RegisterEndpoint(
                endpoint,
                "Demo desktop",
                Platform.LINUX,
                AccessKind.UNATTENDED,
                new StreamerVersion("3.5.8.0"),
                monitors,
                owner.caller()));
        String ports = streamer.monitors().stream()
                .map(it -> Integer.toString(it.port()))
                .collect(Collectors.joining(","));
        PrivateProperties.write(kept, Map.of(PORTS, ports, ENDPOINT, endpoint.value()));
    }

    @Override
    public void close() throws IOException {
        streamer.close();
    }
}
