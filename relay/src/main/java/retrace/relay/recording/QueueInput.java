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
    private LongMessage longMessage = LongMessage.IGNORED;
    private @Nullable PixelFormat nextFormat;
    private RecorderQueue.@Nullable RateChanged rateChange;
    private RecorderQueue.@Nullable Closed closed;
    private Instant now;

    /** What is to be done while a message is on its way: it may take long, or never end. */
    interface LongMessage {

        LongMessage IGNORED = new LongMessage() {
            @Override
            public @Nullable Instant nextDue() {
                return null;
            }

            @Override
            public void passTime(Instant now) {}
        };

        /** When {@link #passTime} next has something to do; null where never. */
        @Nullable
        Instant nextDue();

        void passTime(Instant now);
    }

    QueueInput(RecorderQueue queue, InstantSource clock) {
        this.queue = queue;
        this.clock = clock;
        now = clock.instant();
    }

    void tellFormatChanges(Consumer<PixelFormat> listener) {
        formatChanges = listener;
    }

    void tellLongMessages(LongMessage listener) {
        longMessage = listener;
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
        if (!hasBytes()) {
            await(due);
        }
        if (nextFormat != null) {
            formatChanges.accept(nextFormat);
            nextFormat = null;
        }
        return closed == null;
    }

    private void await(@Nullable Instant due) throws InterruptedException {
        RecorderQueue.Item item = due == null ? queue.take() : queue.take(Duration.between(clock.instant(), due));
        if (item != null) {
            accept(item);
        } else if (due != null && due.isAfter(now)) {
            now = due;
        }
    }

    private void accept(RecorderQueue.Item item) {
        switch (item) {
            case RecorderQueue.Received received -> {
                now = received.arrivedAt();
                setChunk(received.bytes(), 0, received.bytes().length);
            }
            case RecorderQueue.FormatChanged change -> nextFormat = change.format(); // not before the message's end
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
            await(longMessage.nextDue());
            longMessage.passTime(now);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EndOfStream();
        }
    }
}
