package retrace.command.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import retrace.command.session.CoverageRule.Shown;
import retrace.command.session.Footage.Kept;
import retrace.command.session.Footage.Lost;
import retrace.command.session.Spans.Span;
import retrace.kernel.recording.CloseReason;
import retrace.kernel.recording.Coverage;
import retrace.kernel.recording.Gap;
import retrace.kernel.recording.GapReason;
import retrace.kernel.session.EndReason;

/** Whatever a session has shown, and whatever of it is recorded: nothing is counted twice, and nothing is left out. */
class CoverageRuleProperties {

    private static final long START = 1_795_515_630_000L;
    private static final int TICK_MILLIS = 500;
    private static final int LEAD_IN_TICKS = (int) CoverageRule.LEAD_IN.toMillis() / TICK_MILLIS;

    /** The least in which the recorder and the clock can differ is told apart, and no time is lost in the sum. */
    @Property
    void recordedTimeAndGapsMakeUpWhatWasShown(
            @ForAll @Size(max = 8) List<@IntRange(max = 40) Integer> viewTicks,
            @ForAll @Size(max = 12) List<@IntRange(max = 60) Integer> segmentTicks,
            @ForAll @Size(max = 12) List<Boolean> lost) {
        List<Shown> views =
                spans(viewTicks).stream().map(span -> new Shown(span, true)).toList();
        List<Footage> footage = footage(spans(segmentTicks), lost);

        Coverage coverage = CoverageRule.coverage(views, footage, EndReason.TECHNICIAN_LEFT);

        assertThat(coverage.gaps().stream()
                        .mapToLong(CoverageRuleProperties::millis)
                        .sum())
                .isEqualTo(coverage.shownMillis() - coverage.recordedMillis());
        for (int tick = 0; tick < 400; tick++) {
            long at = START + (long) tick * TICK_MILLIS;
            assertThat(isInGap(coverage, at))
                    .as("whether tick %d is in a gap of %s", tick, coverage)
                    .isEqualTo(isShown(views, at) && !isRecorded(views, footage, at));
        }
    }

    @Property
    void aViewThatIsSplitAnywhereHasNoGap(
            @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 1, max = 60_000) Integer> lengthsMillis,
            @ForAll @IntRange(max = 3000) int leadInMillis) {
        List<Footage> footage = new ArrayList<>();
        long from = START + leadInMillis;
        for (int length : lengthsMillis) {
            footage.add(new Kept(new Span(from, from + length), CloseReason.SIZE_LIMIT));
            from += length;
        }

        Coverage coverage = CoverageRule.coverage(
                List.of(new Shown(new Span(START, from), true)), footage, EndReason.TECHNICIAN_LEFT);

        assertThat(coverage).isEqualTo(new Coverage(from - START, from - START, List.of()));
    }

    /** Pairs of a pause and a length. */
    private static List<Span> spans(List<Integer> ticks) {
        List<Span> spans = new ArrayList<>();
        long now = START;
        for (int i = 0; i + 1 < ticks.size(); i += 2) {
            long from = now + (long) ticks.get(i) * TICK_MILLIS;
            now = from + (long) ticks.get(i + 1) * TICK_MILLIS;
            if (from < now) {
                spans.add(new Span(from, now));
            }
        }
        return spans;
    }

    private static List<Footage> footage(List<Span> spans, List<Boolean> lost) {
        List<Footage> footage = new ArrayList<>();
        for (int i = 0; i < spans.size(); i++) {
            Span span = spans.get(i);
            footage.add(
                    i < lost.size() && lost.get(i)
                            ? new Lost(span.from(), span.to(), GapReason.SEGMENT_FAILED)
                            : new Kept(span, CloseReason.SIZE_LIMIT));
        }
        return footage;
    }

    private static boolean isInGap(Coverage coverage, long at) {
        return coverage.gaps().stream()
                .anyMatch(
                        gap -> gap.from().toEpochMilli() <= at && at < gap.to().toEpochMilli());
    }

    private static boolean isShown(List<Shown> views, long at) {
        return views.stream().anyMatch(view -> view.span().contains(at));
    }

    private static boolean isRecorded(List<Shown> views, List<Footage> footage, long at) {
        if (footage.stream()
                .anyMatch(one -> one instanceof Kept kept && kept.span().contains(at))) {
            return true;
        }
        return views.stream().map(Shown::span).filter(view -> view.contains(at)).anyMatch(view -> {
            for (int tick = 0; tick <= LEAD_IN_TICKS; tick++) {
                long from = view.from() + (long) tick * TICK_MILLIS;
                List<Footage> first = footage.stream()
                        .filter(one -> Long.valueOf(from).equals(one.from()))
                        .toList();
                if (from <= view.to() && !first.isEmpty()) {
                    return at < from && first.stream().anyMatch(Kept.class::isInstance);
                }
            }
            return false;
        });
    }

    private static long millis(Gap gap) {
        return gap.to().toEpochMilli() - gap.from().toEpochMilli();
    }
}
