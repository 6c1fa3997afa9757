package retrace.infra.launcher.dryrun;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import retrace.command.team.TeamPolicy;
import retrace.kernel.team.TeamEvent;
import retrace.kernel.team.TeamSetting;
import retrace.query.audit.StoredEvent;

/** A team's policy as it really was and as it is supposed to have been, which follows the event log. */
final class TeamHistory {

    private final List<StoredEvent> events;
    private final List<TeamSetting> supposed;
    private final List<DaysKept> daysKept;
    private final TeamPolicy otherwise = new TeamPolicy();
    private int next;

    /** @param events all of the team's, in order */
    TeamHistory(List<StoredEvent> events, List<TeamSetting> supposed) {
        this.events = events;
        this.supposed = supposed;
        this.daysKept = daysKept(events, supposed);
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

    /** For how many days recordings were kept, from the team's first event on. */
    List<DaysKept> supposedDaysKept() {
        return daysKept;
    }

    private static List<DaysKept> daysKept(List<StoredEvent> events, List<TeamSetting> supposed) {
        TeamPolicy policy = new TeamPolicy();
        List<DaysKept> days = new ArrayList<>();
        for (StoredEvent stored : events) {
            if (stored.event() instanceof TeamEvent event) {
                policy.apply(event);
                policy.suppose(supposed);
                if (days.isEmpty() || days.getLast().days() != policy.daysKept()) {
                    days.add(new DaysKept(event.at(), policy.daysKept()));
                }
            }
        }
        return days;
    }

    /** @param from when it was set; holds until the next one is */
    record DaysKept(Instant from, int days) {}
}
