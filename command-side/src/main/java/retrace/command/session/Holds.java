package retrace.command.session;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import retrace.command.CommandRefused;
import retrace.kernel.id.HoldId;
import retrace.kernel.session.SessionEvent.HoldPlaced;
import retrace.kernel.team.Caller;
import retrace.kernel.team.Role;

/** The legal holds on a session's recordings. */
final class Holds {

    static final int HOLDS_MAX = 100;

    private final Map<HoldId, HoldPlaced> open = new LinkedHashMap<>();
    private final Set<HoldId> known = new HashSet<>();

    /** @return false where it was placed already: asked for again */
    boolean isNewWhenPlaced(HoldId hold, Caller by) {
        requireMayHold(by);
        if (known.contains(hold)) {
            return false;
        }
        if (open.size() >= HOLDS_MAX) {
            throw new CommandRefused(
                    "TOO_MANY_HOLDS", "A recording is under at most " + HOLDS_MAX + " holds. Release one first.");
        }
        return true;
    }

    /** @return false where it was released already: asked for again */
    boolean isNewWhenReleased(HoldId hold, Caller by) {
        requireMayHold(by);
        return !known.contains(hold) || open.containsKey(hold);
    }

    private static void requireMayHold(Caller by) {
        if (by.role() == Role.MEMBER) {
            throw new CommandRefused(
                    "ROLE_NOT_ALLOWED",
                    "Only owners and admins of your team place and release holds. Ask one of them.");
        }
    }

    /** @throws CommandRefused where there is no such hold */
    String caseName(HoldId hold) {
        HoldPlaced placed = open.get(hold);
        if (placed == null) {
            throw new CommandRefused(
                    "UNKNOWN_HOLD", "There is no such hold on this recording. Choose one from the list of its holds.");
        }
        return placed.caseName();
    }

    boolean areNone() {
        return open.isEmpty();
    }

    Set<String> caseNames() {
        Set<String> names = new TreeSet<>();
        open.values().forEach(hold -> names.add(hold.caseName()));
        return names;
    }

    void place(HoldPlaced event) {
        known.add(event.hold());
        open.put(event.hold(), event);
    }

    void release(HoldId hold) {
        open.remove(hold);
    }
}
