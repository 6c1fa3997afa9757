package retrace.relay.recording;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.relay.store.ObjectFacts;

/** What a segment's objects are called: a name tells team, session, monitor and start. */
final class SegmentName {

    private static final DateTimeFormatter START =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final String name;
    private final Map<String, String> metadata;

    SegmentName(TeamId team, SessionId session, int monitor, Instant start, SegmentId segment) {
        name = team + "/" + session + "/monitor-" + monitor + "/" + START.format(start) + "-" + segment + ".mp4";
        metadata = Map.of(
                "team", team.value(),
                "session", session.value(),
                "monitor", Integer.toString(monitor),
                "start", start.toString());
    }

    /** What the store writes down beside the finished segment. A lifecycle rule counts from its end. */
    ObjectFacts facts(Instant endedAt) {
        return new ObjectFacts("video/mp4", metadata, endedAt);
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
