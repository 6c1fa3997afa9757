package retrace.relay.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;
import retrace.kernel.recording.ClosedSegment;
import retrace.kernel.recording.View;
import retrace.kernel.session.EndReason;
import retrace.kernel.session.SessionCommand;
import retrace.kernel.session.SessionCommand.CloseSegment;
import retrace.kernel.session.SessionCommand.CloseView;
import retrace.kernel.session.SessionCommand.EndSession;
import retrace.kernel.session.SessionCommand.FailSegment;
import retrace.kernel.session.SessionCommand.OpenSegment;
import retrace.kernel.session.SessionCommand.OpenView;
import retrace.kernel.session.SessionCommand.QuarantineSegment;
import retrace.kernel.session.SessionCommand.WarnExpiry;
import retrace.relay.recording.SegmentJournal;

/**
 * The reports of one session, delivered one after another in the order in which they were made; each is sent again,
 * with growing pauses, until it has been taken in. Reports are idempotent, so one that arrives twice does no harm.
 */
final class SessionReports implements SegmentJournal {

    private static final Logger LOG = LoggerFactory.getLogger(SessionReports.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(10);
    private static final int ATTEMPTS_MAX = 20;

    private final SessionId session;
    private final CommandSide commandSide;
    private final ExecutorService inOrder;

    SessionReports(SessionId session, CommandSide commandSide) {
        this.session = session;
        this.commandSide = commandSide;
        inOrder = Executors.newSingleThreadExecutor(
                Thread.ofVirtual().name("reports " + session).factory());
    }

    void viewOpened(View view, Instant at) {
        post(new OpenView(session, view, at));
    }

    /** @param firstPictureAt when the computer first sent something to see; null where it never did */
    void viewClosed(@Nullable Instant firstPictureAt, Instant at) {
        post(new CloseView(session, firstPictureAt, at));
    }

    void expiryWarned(Instant expiresAt) {
        post(new WarnExpiry(session, expiresAt));
    }

    /** The last report. */
    void ended(EndReason reason, String detail) {
        post(new EndSession(session, reason, detail));
    }

    /** Delivers what has been reported, in its own time, and then does this; takes no more. */
    void close(Runnable afterwards) {
        inOrder.execute(afterwards);
        inOrder.shutdown();
    }

    /** Waits until all reports have been delivered or given up, at most so long. */
    boolean awaitDelivered(Duration most) throws InterruptedException {
        return inOrder.awaitTermination(most.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void segmentOpened(SegmentId segment, View view, Instant firstFrameAt) {
        deliver(new OpenSegment(session, segment, view, firstFrameAt));
    }

    @Override
    public void segmentClosed(ClosedSegment segment) {
        deliver(new CloseSegment(session, segment));
    }

    @Override
    public void segmentFailed(SegmentId segment, String why) {
        deliver(new FailSegment(session, segment, why));
    }

    @Override
    public void segmentQuarantined(SegmentId segment, String why, List<String> objects) {
        deliver(new QuarantineSegment(session, segment, why, objects));
    }

    private void post(SessionCommand report) {
        inOrder.execute(() -> {
            try {
                send(report);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.error("session={} {} was not taken in", session, nameOf(report), e);
            }
        });
    }

    private void deliver(SessionCommand report) {
        try {
            inOrder.submit(() -> {
                        send(report);
                        return report;
                    })
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(nameOf(report) + " was not taken in", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(nameOf(report) + " was not taken in: interrupted", e);
        }
    }

    private static String nameOf(SessionCommand report) {
        return report.getClass().getSimpleName();
    }

    private void send(SessionCommand report) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            try {
                commandSide.send(report).join();
                return;
            } catch (CompletionException e) {
                if (e.getCause() instanceof IllegalStateException never) {
                    throw never;
                }
                if (attempt == ATTEMPTS_MAX) {
                    throw e;
                }
                LOG.warn("session={} {} will be sent again in {}", session, nameOf(report), pause, e);
            }
            Thread.sleep(pause);
            pause = pause.multipliedBy(2).compareTo(PAUSE_MAX) < 0 ? pause.multipliedBy(2) : PAUSE_MAX;
        }
    }
}
