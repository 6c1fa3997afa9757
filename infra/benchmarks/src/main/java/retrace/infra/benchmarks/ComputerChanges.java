package retrace.infra.benchmarks;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Somebody who looks after computers: adds one, reports new versions of its streamer, retires it, adds the next. Each
 * call is one command, of which one event comes.
 */
final class ComputerChanges implements Callable<String> {

    private static final int VERSIONS = 18;

    private static final String NEW = """
            {"name": "Front desk", "platform": "WINDOWS", "accessKind": "UNATTENDED", "streamerVersion": "4.0.0.0",
             "monitors": [{"host": "127.0.0.1", "port": 5900}]}""";

    private final SignedInClient client;
    private @Nullable String computer;
    private int version;

    ComputerChanges(SignedInClient client) {
        this.client = client;
    }

    SignedInClient client() {
        return client;
    }

    @Override
    public String call() throws IOException {
        String known = computer;
        if (known == null) {
            version = 0;
            String added = client.call("POST", "/api/endpoints", NEW);
            computer = JsonMapper.shared().readTree(added).path("endpoint").asString();
            return added;
        }
        if (version == VERSIONS) {
            computer = null;
            return client.call("DELETE", "/api/endpoints/" + known, null);
        }
        version++;
        return client.call(
                "PUT",
                "/api/endpoints/" + known + "/streamer-version",
                "{\"streamerVersion\": \"4.0.0." + version + "\"}");
    }
}
