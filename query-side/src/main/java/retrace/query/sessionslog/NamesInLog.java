package retrace.query.sessionslog;

import java.util.Map;
import retrace.kernel.id.TeamId;

/** Names of whoever, or of whatever, occurs in a team's log, as they were last, by identifier. */
interface NamesInLog {

    /** As many as there are. Safe to be read while others read. */
    Map<String, String> of(TeamId team);
}
