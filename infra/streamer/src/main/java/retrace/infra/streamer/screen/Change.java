package retrace.infra.streamer.screen;

import java.util.Optional;

/**
 * What a step changed in the picture: first the move, taken from the picture before the step, then the damage.
 * {@code damage} is not to be altered any more.
 */
public record Change(Optional<Move> move, Region damage) {

    /** Nothing to paint, nothing to tell. */
    public boolean isNothing() {
        return move.isEmpty() && damage.isEmpty();
    }
}
