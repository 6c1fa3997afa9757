package retrace.infra.streamer.rfb;

import java.util.Optional;
import retrace.infra.streamer.screen.Area;
import retrace.infra.streamer.screen.Change;
import retrace.infra.streamer.screen.Move;
import retrace.infra.streamer.screen.Region;

/**
 * By what a client's picture differs from the screen: at most one move, to be made first, and a damaged region. Guarded
 * by the screen's lock.
 */
final class PendingUpdate {

    private final Region damage = new Region();
    private Optional<Move> move = Optional.empty();

    /** What is to be sent now. */
    record Part(Optional<Move> move, Region damage) {

        boolean isEmpty() {
            return move.isEmpty() && damage.isEmpty();
        }

        int rectangles() {
            return (move.isPresent() ? 1 : 0) + damage.areas().size();
        }
    }

    void add(Change change, boolean canMove) {
        change.move().ifPresent(next -> add(next, canMove));
        damage.add(change.damage());
    }

    /** What is damaged where a move comes from is damaged where it goes to. */
    private void add(Move next, boolean canMove) {
        if (!canMove || move.isPresent()) {
            damage.add(next.destination());
            return;
        }
        damage.add(damage.intersect(next.source()).translate(next.dx(), next.dy()));
        move = Optional.of(next);
    }

    void addDamage(Area area) {
        damage.add(area);
    }

    /** After a resize: nothing of what the client has is of use. */
    void replaceAll(Area picture) {
        move = Optional.empty();
        damage.clear();
        damage.add(picture);
    }

    /** Takes what lies in the area that the client asked for; the rest stays. */
    Part take(Area asked) {
        Optional<Move> taken = move.filter(next -> asked.contains(next.destination()) && asked.contains(next.source()));
        if (taken.isEmpty()) {
            move.ifPresent(next -> damage.add(next.destination()));
        }
        move = Optional.empty();
        Region inside = damage.intersect(asked);
        damage.subtract(asked);
        return new Part(taken, inside);
    }

    boolean isWithin(Area asked) {
        return move.isPresent() || damage.intersects(asked);
    }
}
