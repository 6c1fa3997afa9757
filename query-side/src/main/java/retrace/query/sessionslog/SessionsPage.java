package retrace.query.sessionslog;

import java.util.List;
import org.jspecify.annotations.Nullable;
import retrace.query.readmodel.Behind;

/**
 * Sessions, newest first.
 *
 * @param next what to ask {@code after} for the next page, null on the last
 */
public record SessionsPage(
        Behind behind, List<SessionRow> items, @Nullable String next) {}
