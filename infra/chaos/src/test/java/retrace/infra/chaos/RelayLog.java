package retrace.infra.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** What a relay has said itself of its sessions and of its stopping. */
final class RelayLog {

    private final String said;

    RelayLog(Path file) throws IOException {
        said = Files.readString(file);
    }

    boolean carries(String session) {
        return said.contains("session=" + session);
    }

    /** From when on it is known to all that it takes no more sessions; those that it has go on. */
    Instant drainsFrom() throws IOException {
        String line = said.lines()
                .filter(each -> each.contains(" go on for "))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("it had no sessions that could go on"));
        return Instant.parse(
                new ObjectMapper().readTree(line).path("@timestamp").asText());
    }
}
