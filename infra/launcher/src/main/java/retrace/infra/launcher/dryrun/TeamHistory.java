package retrace.infra.launcher.dryrun;

import java.util.List;
import retrace.command.team.TeamPolicy;
import retrace.kernel.team.TeamEvent;
import retrace.kernel.team.TeamSetting;
import retrace.query.audit.StoredEvent;

/** A team's policy as it really was and as it is supposed to have been, which follows the event log. */
final class TeamHistory {

    private final List<StoredEvent> events;
    private final List<TeamSetting> supposed;
    private final TeamPolicy otherwise = new TeamPolicy();
    private int next;

    /** @param events all of the team's, in order */
    TeamHistory(List<StoredEvent> events, List<TeamSetting> supposed) {
        this.events = events;
        this.supposed = supposed;
    }

    /** @param position in the event log, not before that of the last call */
    TeamPolicy supposedAt(long position) {
        while (next < events.size() && events.get(next).position() < position) {
            if (events.get(next).event() instanceof TeamEvent event) {
                otherwise.apply(event);
            }
            next++;
        }
        otherwise.suppose(supposed);
        return otherwise;
    }

    /** For how many days recordings are kept in the end. */
    int supposedDaysKept() {
        TeamPolicy last = new TeamPolicy();
        for (StoredEvent stored : events) {
            if (stored.event() instanceof TeamEvent event) {
                last.apply(event);
            }
        }
        last.suppose(supposed);
        return last.daysKept();
    }
}
