package retrace.infra.benchmarks.history;

import java.time.Duration;
import java.time.Instant;

/** What all that happens needs. */
record World(Clockwork clock, Dice dice, Journal journal) {

    Instant now() {
        return clock.now();
    }

    void in(Duration time, Runnable what) {
        clock.in(time, what);
    }

    void decide(EventStream of, Object event) {
        journal.decide(clock.now(), of, event);
    }

    void decide(Journal.Entry... entries) {
        journal.decide(clock.now(), entries);
    }
}
