package retrace.relay.recording;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;

/** What a segment's objects are called: a name tells team, session, monitor and start. */
final class SegmentName {

    private static final DateTimeFormatter START =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final String name;

    SegmentName(TeamId team, SessionId session, int monitor, Instant start, SegmentId segment) {
        name = team + "/" + session + "/monitor-" + monitor + "/" + START.format(start) + "-" + segment + ".mp4";
    }

    String segment() {
        return name;
    }

    String header() {
        return name + ".parts/header";
    }

    String part(int number) {
        return name + ".parts/%06d".formatted(number);
    }

    String index(int number) {
        return part(number) + ".json";
    }
}
