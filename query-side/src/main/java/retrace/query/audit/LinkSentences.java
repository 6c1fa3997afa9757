package retrace.query.audit;

import static retrace.query.audit.Words.place;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;
import retrace.kernel.link.LinkEvent;
import retrace.kernel.link.LinkEvent.LinkIssued;
import retrace.kernel.link.LinkEvent.LinkRefused;
import retrace.kernel.link.LinkEvent.RecordingPlayed;
import retrace.kernel.link.LinkEvent.RecordingServed;
import retrace.kernel.link.Purpose;
import retrace.kernel.link.ServedRange;
import retrace.kernel.team.Actor;
import retrace.query.audit.Telling.Kind;

/** What happened to a link to a recording. */
final class LinkSentences {

    private final Words words;

    LinkSentences(Words words) {
        this.words = words;
    }

    Telling tell(LinkEvent event) {
        return switch (event) {
            case LinkIssued it ->
                told(
                        it.purpose() == Purpose.PLAY ? "May play a recording" : "May download a recording",
                        it.by(),
                        "until " + words.moment(it.expiresAt()),
                        it.segment(),
                        it.session());
            case LinkRefused it ->
                told(
                        it.purpose() == Purpose.PLAY ? "May not play a recording" : "May not download a recording",
                        it.by(),
                        it.message(),
                        it.segment(),
                        it.session());
            case RecordingServed it ->
                told(
                        it.purpose() == Purpose.PLAY ? "Was sent a recording to watch" : "Was sent a recording's file",
                        it.by(),
                        parts(it.ranges()),
                        it.segment(),
                        it.session());
            case RecordingPlayed it ->
                told(
                        "Has played a recording, as the player says",
                        it.by(),
                        "from " + joined(it.parts().stream().map(part -> stretch(part.fromMillis(), part.toMillis()))),
                        it.segment(),
                        it.session());
        };
    }

    private static Telling told(String what, Actor who, String about, SegmentId segment, SessionId session) {
        return new Telling(Kind.WATCHING, what, who.name(), about, List.of(segment.value(), session.value()));
    }

    private static String parts(List<ServedRange> ranges) {
        String parts = joined(ranges.stream()
                .filter(range -> range.toMillis() > range.fromMillis())
                .map(range -> stretch(range.fromMillis(), range.toMillis())));
        return parts.isEmpty() ? "its header" : "from " + parts;
    }

    private static String stretch(long fromMillis, long toMillis) {
        return place(fromMillis) + " to " + place(toMillis);
    }

    private static String joined(Stream<String> stretches) {
        return stretches.collect(Collectors.joining(", "));
    }
}
