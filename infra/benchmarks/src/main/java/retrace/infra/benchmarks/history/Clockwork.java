package retrace.infra.benchmarks.history;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;

/** Time, which goes from one thing that happens to the next. */
final class Clockwork {

    private final PriorityQueue<Step> ahead = new PriorityQueue<>();
    private Instant now;
    private long steps;

    private record Step(Instant at, long number, Runnable what) implements Comparable<Step> {

        @Override
        public int compareTo(Step other) {
            int byTime = at.compareTo(other.at);
            return byTime == 0 ? Long.compare(number, other.number) : byTime;
        }
    }

    Clockwork(Instant begin) {
        now = begin;
    }

    Instant now() {
        return now;
    }

    /** At once, where that is over. */
    void at(Instant time, Runnable what) {
        ahead.add(new Step(time.isBefore(now) ? now : time, steps++, what));
    }

    void in(Duration time, Runnable what) {
        at(now.plus(time), what);
    }

    /** Lets the next thing happen. */
    void turn() {
        Step step = ahead.remove();
        now = step.at;
        step.what.run();
    }
}
