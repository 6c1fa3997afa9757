package retrace.query.readmodel;

import org.jspecify.annotations.Nullable;

/**
 * What an operator wants to know of a read model.
 *
 * @param position of the last event handled, null before the first
 */
public record ReadModelStatus(String name, @Nullable Long position, Behind behind, State status) {

    public enum State {
        /** Events are handled as they come. */
        RUNNING,
        /** The projection fails on an event and tries it again. */
        FAILING,
        /** Nothing of it is built here just now: it begins, rests after a failure, or other processes have it all. */
        WAITING,
        /** This process does not build it. */
        STOPPED
    }
}
