package retrace.infra.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import retrace.infra.streamer.DemoStreamer;

/** Makes demo desktops known as computers that technicians can connect to. */
final class Computers {

    private Computers() {}

    /** @return the computer's identifier */
    static String register(Api api, int number, DemoStreamer desktop) throws IOException, InterruptedException {
        DemoStreamer.Monitor monitor = desktop.monitors().getFirst();
        JsonNode endpoint = api.post(
                "/api/endpoints",
                Map.of(
                        "name",
                        "Desktop " + number,
                        "platform",
                        "LINUX",
                        "accessKind",
                        "UNATTENDED",
                        "streamerVersion",
                        "3.5.8.0",
                        "monitors",
                        List.of(Map.of("host", monitor.host(), "port", monitor.port()))));
        return endpoint.path("endpoint").asText();
    }
}
