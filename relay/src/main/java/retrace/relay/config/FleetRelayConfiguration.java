package retrace.relay.config;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.queryhandling.QueryBus;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import retrace.kernel.relay.RelayName;
import retrace.relay.effects.AddressedRequests;
import retrace.relay.effects.RelayRequests;
import retrace.relay.effects.RosterAnswers;
import retrace.relay.lease.DutyRoster;
import retrace.relay.lease.LeaseKeeper;
import retrace.relay.session.Sessions;

/** What a relay has beside {@link RelayConfiguration} where it is one of several. Needs Axon's buses. */
@Configuration(proxyBeanMethods = false)
public class FleetRelayConfiguration {

    @Bean
    DutyRoster dutyRoster(LeaseDatabase database) {
        return database.roster();
    }

    @Bean
    RosterAnswers rosterAnswers(DutyRoster roster) {
        return new RosterAnswers(roster);
    }

    @Bean
    AddressedRequests addressedRequests(
            RelayProperties properties, RelayRequests requests, CommandBus commands, QueryBus queries) {
        return new AddressedRequests(new RelayName(properties.name()), requests, commands, queries);
    }

    /** Started after those that serve viewers and streamers, and stopped before them. */
    @Bean
    @DependsOn({"relayService", "streamerService"})
    DutyService dutyService(
            LeaseKeeper keeper,
            RelayProperties properties,
            DutyRoster roster,
            Sessions sessions,
            StreamerService streamers) {
        return new DutyService(keeper.own().id(), properties, roster, sessions, streamers);
    }
}
