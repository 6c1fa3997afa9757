package retrace.relay.effects;

import org.axonframework.queryhandling.QueryHandler;
import retrace.kernel.relay.FindCarrier;
import retrace.kernel.relay.FindCarrier.Carrier;
import retrace.kernel.relay.ListRelays;
import retrace.kernel.relay.RelaysOnDuty;
import retrace.relay.lease.DutyRoster;

/** Says what every relay of a fleet knows of all of them. */
public final class RosterAnswers {

    private final DutyRoster roster;

    public RosterAnswers(DutyRoster roster) {
        this.roster = roster;
    }

    @QueryHandler
    public RelaysOnDuty handle(ListRelays query) {
        return new RelaysOnDuty(roster.present());
    }

    @QueryHandler
    public Carrier handle(FindCarrier query) {
        return new Carrier(roster.carrying(query.session()).orElse(null));
    }
}
