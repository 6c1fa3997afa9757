package retrace.command.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Stretches of time in whole milliseconds, in order, none touching another. */
record Spans(List<Span> inOrder) {

    /** @param from in milliseconds since 1970, included; as is {@code to}, which is not */
    record Span(long from, long to) {

        Span {
            if (from >= to) {
                throw new IllegalArgumentException("No time lies between " + from + " and " + to + ".");
            }
        }

        boolean contains(long time) {
            return from <= time && time < to;
        }

        long millis() {
            return to - from;
        }

        Instant start() {
            return Instant.ofEpochMilli(from);
        }

        Instant end() {
            return Instant.ofEpochMilli(to);
        }
    }

    /** The time that lies in any of them. */
    static Spans of(Collection<Span> any) {
        List<Span> merged = new ArrayList<>();
        for (Span next :
                any.stream().sorted(Comparator.comparingLong(Span::from)).toList()) {
            if (merged.isEmpty() || merged.getLast().to() < next.from()) {
                merged.add(next);
            } else {
                Span last = merged.removeLast();
                merged.add(new Span(last.from(), Math.max(last.to(), next.to())));
            }
        }
        return new Spans(List.copyOf(merged));
    }

    static Spans of(Span one) {
        return new Spans(List.of(one));
    }

    Spans without(Spans others) {
        List<Span> left = new ArrayList<>(inOrder);
        for (Span other : others.inOrder) {
            left = left.stream().flatMap(span -> without(span, other).stream()).toList();
        }
        return new Spans(List.copyOf(left));
    }

    private static List<Span> without(Span span, Span other) {
        if (other.to() <= span.from() || span.to() <= other.from()) {
            return List.of(span);
        }
        List<Span> left = new ArrayList<>();
        if (span.from() < other.from()) {
            left.add(new Span(span.from(), other.from()));
        }
        if (other.to() < span.to()) {
            left.add(new Span(other.to(), span.to()));
        }
        return left;
    }

    /** The time that lies in both. */
    Spans within(Spans others) {
        return without(without(others));
    }

    long millis() {
        return inOrder.stream().mapToLong(Span::millis).sum();
    }
}
