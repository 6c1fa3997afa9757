package retrace.relay.session;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrace.kernel.relay.RelayCommand.AwaitViewer;
import retrace.kernel.session.EndReason;
import retrace.relay.connection.Connection;

/** A view while it is shown: two connections and the threads between them. Ends for the first reason that comes up. */
final class LiveView {

    private static final Logger LOG = LoggerFactory.getLogger(LiveView.class);

    private final AwaitViewer request;
    private final Connection viewer;
    private final Connection streamer;
    private final AtomicReference<@Nullable ViewEnd> end = new AtomicReference<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    LiveView(AwaitViewer request, Connection viewer, Connection streamer) {
        this.request = request;
        this.viewer = viewer;
        this.streamer = streamer;
    }

    AwaitViewer request() {
        return request;
    }

    Connection viewer() {
        return viewer;
    }

    Connection streamer() {
        return streamer;
    }

    /** Carries bytes both ways until the view ends. Both connections are closed then. */
    ViewEnd carry(StreamerPump fromStreamer, ViewerPump fromViewer) throws InterruptedException {
        Thread upstream =
                Thread.ofVirtual().name("viewer of " + request.session()).start(() -> run(fromViewer::run));
        run(fromStreamer::run);
        upstream.join();
        ViewEnd ended = end.get();
        if (ended == null) {
            throw new IllegalStateException("a view that ended without a reason");
        }
        return ended;
    }

    private interface Carrying {
        ViewEnd run() throws InterruptedException;
    }

    private void run(Carrying direction) {
        try {
            end(direction.run());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(ViewEnd.of(EndReason.RELAY_STOPPED, "The relay is being stopped."));
        } catch (RuntimeException | Error e) {
            LOG.error("session={} the relay failed", request.session(), e);
            end(ViewEnd.of(EndReason.RELAY_LOST, "The relay failed while it carried the session."));
        }
    }

    boolean isOver() {
        return end.get() != null;
    }

    void end(ViewEnd why) {
        if (end.compareAndSet(null, why)) {
            viewer.close();
            streamer.close();
        }
    }

    /** The recorder has been given all and has closed its segment. */
    void recorded() {
        closed.countDown();
    }

    void awaitRecorded() throws InterruptedException {
        closed.await();
    }
}
