package retrace.relay.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrace.relay.banner.BannerPicture;
import retrace.relay.banner.BannerUpdate;
import retrace.relay.banner.ColourTable;
import retrace.relay.banner.Region;
import retrace.relay.connection.Connection;
import retrace.relay.rfb.PixelFormat;
import retrace.relay.rfb.Rectangle;
import retrace.relay.rfb.framing.Conversation;
import retrace.relay.rfb.framing.StreamerWatch;
import retrace.relay.rfb.handshake.ServerInit;

/**
 * Tells the technician in the viewer's picture, whatever viewer it is, that the session is about to end, by a banner for
 * some time and the desktop's name for good; or that it stands still, by a banner for as long as it does. The latest is
 * shown. The recorder never sees any of it.
 *
 * <p>Who holds the turn may write to the viewer, and all state is guarded by it. The streamer's pump holds it while it
 * frames what it has read, and puts the banner in between two messages; while it waits for more, a thread of the
 * notice's own does, so that the banner appears on a quiet desktop too. That thread takes the turn only where it is
 * free: a viewer that reads slowly delays the banner and nothing else.
 *
 * <p>What the streamer paints over the banner is drawn over again, at most once a second. Where it copies the banner
 * elsewhere, it is asked to paint that place again. In the end it is asked for the banner's place as well.
 */
final class ViewerNotice implements StreamerWatch, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ViewerNotice.class);
    private static final Duration TICK = Duration.ofMillis(100);
    private static final long REDRAW_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long ASK_AGAIN_NANOS = Duration.ofSeconds(2).toNanos();
    private static final int ASKED_MAX = 10;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private enum Phase {
        SILENT,
        SHOWN,
        LEAVING
    }

    private final Connection viewer;
    private final OwnRequests requests;
    private final Conversation conversation;
    private final RelayMetrics metrics;
    private final String desktopName;
    private final long expiryNanos;
    private long bannerNanos;
    private final ReentrantLock turn = new ReentrantLock();
    private final ColourTable colours = new ColourTable();
    private final Region traces = new Region();
    private volatile boolean closed;
    private volatile Phase phase = Phase.SILENT;
    private volatile boolean due;
    private volatile boolean hasPicture; // a banner on nothing would be gone at once
    private volatile @Nullable Text next;
    private volatile boolean withdrawn;
    private final AtomicBoolean hasThread = new AtomicBoolean();

    /** @param nameSuffix of the desktop's name, null where that stays */
    private record Text(String sentence, @Nullable String nameSuffix, long nanos) {}

    private boolean betweenMessages = true;
    private PixelFormat format;
    private String sentence = "";
    private @Nullable String newName;
    private boolean carriesName;
    private @Nullable BannerPicture picture;
    private @Nullable ByteBuffer update;
    private volatile long drawnNanos;
    private boolean wasDrawn;
    private long firstDrawnNanos;
    private long askedNanos;
    private int asked;

    ViewerNotice(
            Connection viewer,
            OwnRequests requests,
            Conversation conversation,
            ServerInit init,
            Duration bannerTime,
            RelayMetrics metrics) {
        this.viewer = viewer;
        this.requests = requests;
        this.conversation = conversation;
        this.metrics = metrics;
        format = init.format();
        desktopName = init.name();
        expiryNanos = bannerTime.toNanos();
    }

    /** The streamer's pump is about to frame; {@link #streamerPauses} must follow. */
    void streamerSpeaks() {
        turn.lock();
    }

    /** @param between whether what has reached the viewer ends with a message */
    void streamerPauses(boolean between) {
        betweenMessages = between;
        passTime(); // on a busy desktop this thread leaves the other no turn
        turn.unlock();
    }

    /** Shows that the session ends as soon as the viewer takes it, once. Returns at once. */
    void showExpiry(Duration left, Instant end) {
        show(new Text(
                "This session ends in " + TimeInWords.of(left) + ", at " + TIME.format(end) + ".",
                " - ends " + TIME.format(end),
                expiryNanos));
    }

    /** Shows the sentence until {@link #withdraw}, as soon as the viewer takes it. Returns at once. */
    void show(String sentence) {
        show(new Text(sentence, null, Long.MAX_VALUE));
    }

    /** Takes the banner away. */
    void withdraw() {
        withdrawn = true;
    }

    private void show(Text text) {
        withdrawn = false;
        next = text;
        if (hasThread.compareAndSet(false, true)) {
            Thread.ofVirtual().name("notice").start(this::run);
        }
    }

    private void run() {
        try {
            while (!closed && (phase != Phase.SILENT || next != null)) {
                tick();
                Thread.sleep(TICK);
            }
        } catch (IOException e) {
            LOG.debug("the viewer left before it was told", e);
            viewer.close(); // what it has got may end within a message
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        hasThread.set(false);
        Text late = next;
        if (late != null && !closed) {
            show(late);
        }
    }

    private void takeNext() {
        Text text = next;
        if (text == null) {
            return;
        }
        next = null;
        sentence = text.sentence();
        newName = text.nameSuffix() == null ? newName : desktopName + text.nameSuffix();
        bannerNanos = text.nanos();
        picture = null;
        update = null;
        wasDrawn = false;
        asked = 0;
        phase = Phase.SHOWN;
        due = true;
    }

    private void tick() throws IOException {
        if (turn.tryLock()) {
            try {
                takeNext();
                if (betweenMessages) {
                    speak();
                }
                passTime();
            } finally {
                turn.unlock();
            }
        }
        requests.send();
    }

    private void passTime() {
        takeNext();
        long now = System.nanoTime();
        switch (phase) {
            case SILENT -> {}
            case SHOWN -> {
                if (withdrawn || wasDrawn && now - firstDrawnNanos >= bannerNanos) {
                    phase = Phase.LEAVING;
                    due = false;
                    askForTraces(now);
                }
            }
            case LEAVING -> {
                if (traces.isEmpty() || asked >= ASKED_MAX) {
                    phase = Phase.SILENT;
                } else if (requests.areSent() && now - askedNanos >= ASK_AGAIN_NANOS) {
                    askForTraces(now);
                }
            }
        }
    }

    private void askForTraces(long now) {
        asked++;
        askedNanos = now;
        traces.rectangles().forEach(requests::ask);
    }

    @Override
    public boolean wantsToSpeak() {
        return (due || next != null) && hasPicture && (!wasDrawn || System.nanoTime() - drawnNanos >= REDRAW_NANOS);
    }

    @Override
    public void speak() throws IOException {
        takeNext();
        if (!wantsToSpeak()) {
            return;
        }
        ByteBuffer message = message();
        BannerPicture drawn = picture;
        if (message == null || drawn == null || !conversation.balance().takeTurn(format)) {
            return;
        }
        due = false;
        drawnNanos = System.nanoTime();
        if (!wasDrawn) {
            wasDrawn = true;
            firstDrawnNanos = drawnNanos;
        }
        if (carriesName) {
            newName = null;
            update = null; // the next goes without the name
        }
        traces.add(drawn.area());
        write(message);
    }

    private void write(ByteBuffer message) throws PeerGone {
        metrics.sentToViewer(message.remaining());
        try {
            viewer.write(message.duplicate());
        } catch (IOException e) {
            throw PeerGone.viewer(e);
        }
    }

    private @Nullable ByteBuffer message() {
        if (update == null) {
            try {
                BannerPicture drawing = picture == null ? BannerPicture.of(sentence, conversation.size()) : picture;
                picture = drawing;
                String name = conversation.balance().takesName() ? newName : null;
                carriesName = name != null;
                update = BannerUpdate.of(drawing, format, colours, name).orElse(null);
            } catch (RuntimeException | LinkageError e) {
                LOG.error("the banner cannot be drawn", e); // a machine without fonts, say: the session goes on
                phase = Phase.SILENT;
                due = false;
            }
        }
        return update;
    }

    @Override
    public void painted(Rectangle area) {
        hasPicture = true;
        if (phase != Phase.SILENT) {
            traces.subtract(area);
            drawAgainWhereItWas(area);
        }
    }

    @Override
    public void copied(Rectangle source, Rectangle target) {
        if (phase == Phase.SILENT) {
            return;
        }
        List<Rectangle> copies = traces.moved(source, target);
        traces.subtract(target);
        for (Rectangle copy : copies) {
            traces.add(copy);
            requests.ask(copy);
        }
        drawAgainWhereItWas(target);
    }

    private void drawAgainWhereItWas(Rectangle area) {
        BannerPicture drawn = picture;
        if (phase == Phase.SHOWN
                && drawn != null
                && !drawn.area().intersection(area).isEmpty()) {
            due = true;
        }
    }

    @Override
    public void coloursChanged(ByteBuffer message) {
        colours.take(message);
        update = null;
    }

    void formatChanged(PixelFormat changed) {
        format = changed;
        update = null;
    }

    /** The picture has another size; what the viewer keeps of the old one is painted again by the streamer. */
    void resized() {
        picture = null;
        update = null;
        due = phase == Phase.SHOWN;
        traces.clip(conversation.size().area());
    }

    @Override
    public void close() {
        closed = true;
    }
}
