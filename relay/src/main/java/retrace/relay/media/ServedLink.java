package retrace.relay.media;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.LinkId;
import retrace.kernel.link.LinkCommand.ReportServed;
import retrace.kernel.link.ServedRange;
import retrace.relay.recording.mp4.Mp4Timeline;
import retrace.relay.store.ObjectVersion;

/**
 * What was served under one link and is not reported, and the report that is not answered: one at a time, so that their
 * numbers rise in the order in which they are taken in.
 *
 * <p>Thread-safe.
 */
final class ServedLink {

    /** Of one report. Each request adds one at most, so that players stay far below. */
    static final int RANGES_MAX = 256;

    static final int ATTEMPTS_MAX = 20;

    private static final Duration RETRY_MAX = Duration.ofMinutes(5);

    private final LinkId id;
    private final ObjectVersion object;
    private final Instant expiresAt;
    private final ByteRanges unreported = new ByteRanges();
    private Instant unreportedSince = Instant.MAX;
    private Instant lastReportAt = Instant.EPOCH;
    private boolean hurry;
    private int requests;
    private int reports;
    private @Nullable ReportServed waiting;
    private @Nullable Future<?> answer;
    private Instant sendAfter = Instant.EPOCH;
    private int attempts;

    ServedLink(LinkId id, ObjectVersion object, Instant expiresAt) {
        this.id = id;
        this.object = object;
        this.expiresAt = expiresAt;
    }

    LinkId id() {
        return id;
    }

    synchronized void requestBegan() {
        requests++;
    }

    synchronized void requestEnded() {
        requests--;
    }

    /** Whether there is room for what one more request may add. */
    synchronized boolean hasRoom() {
        return unreported.count() + requests <= RANGES_MAX;
    }

    synchronized void wrote(long from, long to, Instant now) {
        if (unreported.isEmpty()) {
            unreportedSince = now;
        }
        unreported.add(from, to);
    }

    synchronized void clientWent() {
        hurry = true;
    }

    /** All at once, and what has failed again. */
    synchronized void relayStops() {
        hurry = true;
        lastReportAt = Instant.EPOCH;
        sendAfter = Instant.EPOCH;
    }

    /** Tells which part of the video some bytes of the file are. */
    interface Shown {
        Mp4Timeline.Span of(ObjectVersion object, ByteRanges.Range range);
    }

    /** The report that is to be sent now: the one that was not taken in, or a new one where it is time. */
    Optional<ReportServed> due(Instant now, String relay, Shown shown) {
        List<ByteRanges.Range> ranges;
        synchronized (this) {
            if (waiting != null) {
                boolean unanswered = answer != null && !answer.isDone();
                return unanswered || now.isBefore(sendAfter) ? Optional.empty() : Optional.of(waiting);
            }
            if (!isTime(now)) {
                return Optional.empty();
            }
            ranges = unreported.take();
            hurry = false;
            lastReportAt = now;
        }
        List<ServedRange> served = ranges.stream()
                .map(range -> {
                    Mp4Timeline.Span span = shown.of(object, range); // reads the store, so without the lock
                    return new ServedRange(range.from(), range.to(), span.fromMillis(), span.toMillis());
                })
                .toList();
        return Optional.of(number(served, now, relay));
    }

    private synchronized ReportServed number(List<ServedRange> served, Instant now, String relay) {
        ReportServed report = new ReportServed(id, relay, ++reports, served, now);
        waiting = report;
        attempts = 0;
        return report;
    }

    /** @param awaited done when {@link #taken} or {@link #failed} has been told */
    synchronized void sent(Future<?> awaited) {
        answer = awaited;
    }

    private boolean isTime(Instant now) {
        if (unreported.isEmpty()) {
            return false;
        }
        boolean aged = !now.isBefore(unreportedSince.plus(ServedReports.INTERVAL));
        boolean crowded = unreported.count() + requests >= RANGES_MAX;
        boolean rested = !now.isBefore(lastReportAt.plus(ServedReports.PAUSE_MIN)); // who seeks goes away very often
        return aged || crowded || hurry && rested;
    }

    synchronized void taken(ReportServed report) {
        if (report.equals(waiting)) {
            waiting = null;
        }
    }

    /** @return whether it will be sent again */
    synchronized boolean failed(ReportServed report, Instant now) {
        if (!report.equals(waiting)) {
            return true; // answered after all
        }
        attempts++;
        if (attempts >= ATTEMPTS_MAX) {
            waiting = null;
            return false;
        }
        Duration pause = ServedReports.INTERVAL.multipliedBy(1L << Math.min(attempts - 1, 10));
        sendAfter = now.plus(pause.compareTo(RETRY_MAX) < 0 ? pause : RETRY_MAX);
        return true;
    }

    /** Whether a report is not taken in yet. */
    synchronized boolean isWaited() {
        return waiting != null || !unreported.isEmpty();
    }

    /** Whether nothing more can come of it. */
    synchronized boolean isOver(Instant now) {
        return requests == 0 && waiting == null && unreported.isEmpty() && !now.isBefore(expiresAt);
    }
}
