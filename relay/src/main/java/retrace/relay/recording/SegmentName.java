package retrace.relay.recording;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.relay.store.ObjectFacts;

/** What a segment's objects are called: a name tells team, session, monitor and start. */
record SegmentName(String segment) {

    private static final DateTimeFormatter START =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final Pattern OBJECT = Pattern.compile("(?<segment>(?<team>team-[^/]+)/(?<session>session-[^/]+)"
            + "/monitor-(?<monitor>\\d+)/(?<start>[0-9TZ.]+)-(?<id>segment-[^/]+)\\.mp4)"
            + "(\\.parts/(header|(?<number>\\d{6,9})(?<index>\\.json)?))?");

    SegmentName(TeamId team, SessionId session, int monitor, Instant start, SegmentId segment) {
        this(prefixOf(team, session) + "monitor-" + monitor + "/" + START.format(start) + "-" + segment + ".mp4");
    }

    /** What the store writes down beside the finished segment. A lifecycle rule counts from its end. */
    ObjectFacts facts(Instant endedAt) {
        Matcher matcher = OBJECT.matcher(segment);
        if (!matcher.matches()) {
            throw new IllegalStateException(segment + " is the name of no segment");
        }
        return new ObjectFacts(
                "video/mp4",
                Map.of(
                        "team", matcher.group("team"),
                        "session", matcher.group("session"),
                        "monitor", matcher.group("monitor"),
                        "start",
                                START.parse(matcher.group("start"), Instant::from)
                                        .toString()),
                endedAt);
    }

    /** Of all that a session has in the store. */
    static String prefixOf(TeamId team, SessionId session) {
        return team + "/" + session + "/";
    }

    /** What an object is to its segment. */
    sealed interface Role {
        record File() implements Role {}

        record Header() implements Role {}

        record Part(int number) implements Role {}

        record Index(int number) implements Role {}
    }

    /** @param start as it is in the name, which orders as time does */
    record Parsed(SegmentName name, TeamId team, SessionId session, String start, SegmentId segment, Role role) {}

    /** @return empty where it is the name of no object of a segment */
    static Optional<Parsed> parse(String object) {
        Matcher matcher = OBJECT.matcher(object);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Parsed(
                    new SegmentName(matcher.group("segment")),
                    new TeamId(matcher.group("team")),
                    new SessionId(matcher.group("session")),
                    matcher.group("start"),
                    new SegmentId(matcher.group("id")),
                    roleOf(matcher)));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not one of our identifiers
        }
    }

    private static Role roleOf(Matcher matcher) {
        String number = matcher.group("number");
        if (number == null) {
            return matcher.end("segment") == matcher.end() ? new Role.File() : new Role.Header();
        }
        return matcher.group("index") == null
                ? new Role.Part(Integer.parseInt(number))
                : new Role.Index(Integer.parseInt(number));
    }

    String header() {
        return segment + ".parts/header";
    }

    String part(int number) {
        return segment + ".parts/%06d".formatted(number);
    }

    String index(int number) {
        return part(number) + ".json";
    }
}
