package retrace.infra.launcher.console;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Times in what the API answers. */
final class Moments {

    private static final double MILLIS = 1000;

    private Moments() {}

    /** How long it is from one property to another. */
    static double seconds(JsonNode of, String from, String to) {
        return seconds(moment(of, from), moment(of, to));
    }

    /** How long a session could be recorded: it begins before there is something to see. */
    static double secondsFromFirstPicture(JsonNode session, JsonNode segments) {
        return seconds(moment(segments.path(0), "firstFrameAt"), moment(session, "endedAt"));
    }

    /** Hours, minutes and seconds as a zone's clocks show them. */
    static String clock(JsonNode of, String property, String zone) {
        return DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT)
                .withZone(ZoneId.of(zone))
                .format(moment(of, property));
    }

    private static Instant moment(JsonNode of, String property) {
        return Instant.parse(of.path(property).asString());
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / MILLIS;
    }
}
