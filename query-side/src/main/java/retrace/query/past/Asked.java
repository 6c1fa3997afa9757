package retrace.query.past;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.query.readmodel.QueryRefused;

/**
 * What is asked of a read model.
 *
 * @param team whose
 * @param session null where all of the team's are meant
 * @param where what else narrows it, under the names that the HTTP API has for it
 */
public record Asked(TeamId team, @Nullable SessionId session, Map<String, String> where) {

    public Asked {
        where = Map.copyOf(where);
    }

    @Nullable
    String where(String name) {
        return where.get(name);
    }

    /** @throws QueryRefused where none is named */
    SessionId requireSession() {
        if (session == null) {
            throw QueryRefused.invalid("This is asked about one session. Say which.");
        }
        return session;
    }
}
