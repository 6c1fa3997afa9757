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
        /** This process does not build it. */
        STOPPED
    }
}
