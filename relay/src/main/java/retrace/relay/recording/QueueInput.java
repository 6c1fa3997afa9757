package retrace.relay.recording;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import retrace.relay.rfb.PixelFormat;
import retrace.relay.rfb.decode.RfbInput;

/** Reads the recorder's queue as one stream of bytes, and minds the markers in it. */
final class QueueInput extends RfbInput {

    private final RecorderQueue queue;
    private final InstantSource clock;
    private Consumer<PixelFormat> formatChanges = format -> {};
    private RecorderQueue.@Nullable RateChanged rateChange;
    private RecorderQueue.@Nullable Closed closed;
    private Instant now;

    QueueInput(RecorderQueue queue, InstantSource clock) {
        this.queue = queue;
        this.clock = clock;
        now = clock.instant();
    }

    void tellFormatChanges(Consumer<PixelFormat> listener) {
        formatChanges = listener;
    }

    /** When the bytes that are being read arrived, or until when none has. */
    Instant now() {
        return now;
    }

    boolean hasBytes() {
        return available() > 0;
    }

    /**
     * Waits between messages until there are bytes, a marker, or it is {@code due}.
     *
     * @param due null where there is nothing to do but wait
     * @return false where the stream has been closed
     */
    boolean awaitBytes(@Nullable Instant due) throws InterruptedException {
        if (hasBytes()) {
            return true;
        }
        RecorderQueue.Item item = due == null ? queue.take() : queue.take(Duration.between(clock.instant(), due));
        if (item == null) {
            now = due == null ? now : due;
        } else {
            accept(item);
        }
        return closed == null;
    }

    private void accept(RecorderQueue.Item item) {
        switch (item) {
            case RecorderQueue.Received received -> {
                now = received.arrivedAt();
                setChunk(received.bytes(), 0, received.bytes().length);
            }
            case RecorderQueue.FormatChanged change -> formatChanges.accept(change.format());
            case RecorderQueue.RateChanged change -> rateChange = change;
            case RecorderQueue.Closed end -> closed = end;
        }
    }

    RecorderQueue.@Nullable RateChanged takeRateChange() {
        RecorderQueue.RateChanged change = rateChange;
        rateChange = null;
        return change;
    }

    RecorderQueue.Closed closed() {
        if (closed == null) {
            throw new IllegalStateException("the stream has not been closed");
        }
        return closed;
    }

    @Override
    protected void fill() {
        if (closed != null) {
            throw new EndOfStream();
        }
        try {
            accept(queue.take());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EndOfStream();
        }
    }
}
