package retrace.infra.launcher.cli;

import java.util.List;
import retrace.query.audit.EventHistory;
import retrace.query.audit.HistoryFilter;

/** Tells a slip of the pen from a history in which nothing happened. */
final class KnownIdentifiers {

    private KnownIdentifiers() {}

    /** @throws CommandFailed where no event names one of those that are asked about */
    static void require(EventHistory history, HistoryFilter filter) throws CommandFailed {
        List<String> unknown = filter.identifiers()
                .filter(identifier -> !history.knows(identifier))
                .toList();
        if (!unknown.isEmpty()) {
            throw new CommandFailed("No event names " + String.join(" or ", unknown)
                    + ". Look at the identifier, and whether this is the database that you mean.");
        }
    }
}
