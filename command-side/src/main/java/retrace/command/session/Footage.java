package retrace.command.session;

import org.jspecify.annotations.Nullable;
import retrace.command.session.Spans.Span;
import retrace.kernel.recording.CloseReason;
import retrace.kernel.recording.GapReason;

/** The time that a segment stands for, whether or not there is a good file of it. */
sealed interface Footage {

    /** Its first frame's time in milliseconds since 1970; null where that was never told. */
    @Nullable
    Long from();

    /** It is closed, and was good as far as is known. */
    record Kept(Span span, CloseReason reason) implements Footage {
        @Override
        public Long from() {
            return span.from();
        }
    }

    /** @param to null where it was never told, so that it lasts until the next begins */
    record Lost(@Nullable Long from, @Nullable Long to, GapReason reason) implements Footage {}
}
