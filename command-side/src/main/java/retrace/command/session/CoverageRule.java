package retrace.command.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import retrace.command.session.Footage.Kept;
import retrace.command.session.Footage.Lost;
import retrace.command.session.Spans.Span;
import retrace.kernel.recording.CloseReason;
import retrace.kernel.recording.Coverage;
import retrace.kernel.recording.Gap;
import retrace.kernel.recording.GapReason;
import retrace.kernel.session.EndReason;

/**
 * How much of what a session showed is recorded, and why the rest is not. Knows only what it is given.
 *
 * <p>A frame stands for what was shown until the next one, and a view's first frame for what was painted before it as
 * well: the recorder waits for a whole picture, for {@link #LEAD_IN} at most.
 */
final class CoverageRule {

    /**
     * A message that takes long holds a frame back for a second, and a picture that is not whole for another; the rest
     * is for a machine that is slow. What begins later has left something out.
     */
    static final Duration LEAD_IN = Duration.ofSeconds(3);

    private final List<Shown> shown;
    private final Collection<Footage> footage;
    private final EndReason end;
    private final Map<Long, Span> leadIns = new HashMap<>();

    /**
     * What one connection to the computer has shown.
     *
     * @param certain whether its first picture and its end were told, which they are unless the relay died
     */
    record Shown(Span span, boolean certain) {}

    /** A part of a gap. */
    private record Piece(Span span, GapReason reason) {}

    private CoverageRule(List<Shown> shown, Collection<Footage> footage, EndReason end) {
        this.footage = footage;
        this.end = end;
        this.shown = shown.stream()
                .filter(view -> view.certain()
                        || view.span().millis() > LEAD_IN.toMillis()
                        || firstIn(view.span()).isPresent())
                .toList();
        this.shown.stream()
                .map(Shown::span)
                .forEach(view -> firstIn(view).ifPresent(from -> {
                    if (view.from() < from && from - view.from() <= LEAD_IN.toMillis()) {
                        leadIns.put(from, new Span(view.from(), from));
                    }
                }));
    }

    static Coverage coverage(List<Shown> shown, Collection<Footage> footage, EndReason end) {
        return new CoverageRule(shown, footage, end).coverage();
    }

    private Coverage coverage() {
        Spans all = Spans.of(shown.stream().map(Shown::span).toList());
        Spans recorded = Spans.of(kept().flatMap(this::whatItShows).toList()).within(all);
        Spans missing = all.without(recorded);
        return new Coverage(all.millis(), recorded.millis(), gaps(missing));
    }

    private Stream<Kept> kept() {
        return footage.stream().filter(Kept.class::isInstance).map(Kept.class::cast);
    }

    private Stream<Span> whatItShows(Kept segment) {
        return Stream.concat(Stream.of(segment.span()), leadIn(segment.span().from()));
    }

    /** Where a segment that begins at {@code from} is the first of a view: what was painted until then. */
    private Stream<Span> leadIn(long from) {
        return Stream.ofNullable(leadIns.get(from));
    }

    /** When the first segment of a view begins. It may have one picture, of its last moment. */
    private OptionalLong firstIn(Span view) {
        return starts().filter(from -> view.contains(from) || from == view.to()).min();
    }

    private LongStream starts() {
        return footage.stream().map(Footage::from).filter(Objects::nonNull).mapToLong(Long::longValue);
    }

    private List<Gap> gaps(Spans missing) {
        List<Piece> pieces = new ArrayList<>();
        Spans left = missing;
        for (Footage segment : footage) {
            if (segment instanceof Lost lost) {
                Spans gone = Spans.of(whatIsGone(lost).toList()).within(left);
                gone.inOrder().forEach(span -> pieces.add(new Piece(span, lost.reason())));
                left = left.without(gone);
            }
        }
        left.inOrder().forEach(span -> pieces.add(new Piece(span, reasonOf(span))));
        return joined(pieces);
    }

    private Stream<Span> whatIsGone(Lost segment) {
        Long from = segment.from();
        if (from == null) {
            return Stream.of();
        }
        long to = segment.to() == null ? untilTheNext(from) : segment.to();
        Stream<Span> itself = from < to ? Stream.of(new Span(from, to)) : Stream.of();
        return Stream.concat(leadIn(from), itself);
    }

    private long untilTheNext(long from) {
        long endOfView = shown.stream()
                .map(Shown::span)
                .filter(view -> view.contains(from))
                .mapToLong(Span::to)
                .findFirst()
                .orElse(from);
        return starts().filter(start -> start > from && start < endOfView).min().orElse(endOfView);
    }

    /** Why this was not recorded, where no segment is known that should have it. */
    private GapReason reasonOf(Span missing) {
        @Nullable
        CloseReason before = kept().filter(segment -> segment.span().to() == missing.from())
                .map(Kept::reason)
                .findFirst()
                .orElse(null);
        if (before == CloseReason.RECOVERED) {
            return GapReason.RELAY_LOST;
        }
        boolean last = shown.stream().allMatch(view -> view.span().to() <= missing.to());
        GapReason byEnd = last ? byEnd() : GapReason.UNEXPLAINED;
        if (byEnd == GapReason.UNEXPLAINED && before == CloseReason.SESSION_ENDED) {
            return GapReason.RECORDING_UNAVAILABLE; // a recorder that fails closes what it has, as at the end
        }
        return byEnd == GapReason.UNEXPLAINED ? byAnUnknownSegment() : byEnd;
    }

    private GapReason byEnd() {
        return switch (end) {
            case RELAY_LOST -> GapReason.RELAY_LOST;
            case RECORDING_UNAVAILABLE -> GapReason.RECORDING_UNAVAILABLE;
            case PROTOCOL_VIOLATION -> GapReason.PICTURE_UNREADABLE;
            case TECHNICIAN_LEFT, ENDED_BY_REQUEST, STREAMER_LEFT, TICKET_EXPIRED, MAX_DURATION, RELAY_STOPPED ->
                GapReason.UNEXPLAINED;
        };
    }

    /** Of a segment that is lost it may never have been told when it began. */
    private GapReason byAnUnknownSegment() {
        return footage.stream()
                .filter(segment -> segment instanceof Lost lost && lost.from() == null)
                .map(segment -> ((Lost) segment).reason())
                .findFirst()
                .orElse(GapReason.UNEXPLAINED);
    }

    private static List<Gap> joined(List<Piece> pieces) {
        List<Gap> gaps = new ArrayList<>();
        for (Piece piece : pieces.stream()
                .sorted(Comparator.comparingLong(one -> one.span().from()))
                .toList()) {
            Gap gap = new Gap(piece.span().start(), piece.span().end(), piece.reason());
            boolean goesOn = !gaps.isEmpty()
                    && gaps.getLast().to().equals(gap.from())
                    && gaps.getLast().reason() == gap.reason();
            gaps.add(goesOn ? new Gap(gaps.removeLast().from(), gap.to(), gap.reason()) : gap);
        }
        return gaps;
    }
}
