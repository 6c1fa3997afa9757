package retrace.infra.launcher.console;

import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** Times in what the API answers. */
final class Moments {

    private static final double MILLIS = 1000;

    private Moments() {}

    /** How long it is from one property to another. */
    static double seconds(JsonNode of, String from, String to) {
        return Duration.between(
                                Instant.parse(of.path(from).asString()),
                                Instant.parse(of.path(to).asString()))
                        .toMillis()
                / MILLIS;
    }
}
