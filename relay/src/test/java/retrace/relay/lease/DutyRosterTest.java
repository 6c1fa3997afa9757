package retrace.relay.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.relay.RelayName;
import retrace.kernel.relay.RelaysOnDuty.Duty;
import retrace.relay.testing.LeaseBook;

class DutyRosterTest {

    private static final RelayName RELAY = new RelayName("relay-1");
    private static final Duty DUTY = new Duty(RELAY, 3, 10, true);

    private final DutyRoster roster = LeaseBook.roster();

    @BeforeEach
    void empty() {
        LeaseBook.empty();
    }

    @Test
    void aRelayIsThereAsItLastShowedItself() {
        assertThat(roster.show(DUTY, "a")).isTrue();
        Duty draining = new Duty(RELAY, 2, 10, false);
        assertThat(roster.show(draining, "a")).isTrue();

        assertThat(roster.present()).containsExactly(draining);
        assertThat(draining.hasRoom()).isFalse();
    }

    @Test
    void oneThatHasLeftIsNot() {
        roster.show(DUTY, "a");
        roster.leave(RELAY, "a");

        assertThat(roster.present()).isEmpty();
    }

    @Test
    void norIsOneThatHasNotShownItselfForLong() {
        roster.show(DUTY, "a");
        LeaseBook.ageRoster(DutyRoster.LIFE.plusSeconds(1));

        assertThat(roster.present()).isEmpty();
    }

    @Test
    void aNameIsOneProcessAloneAndTheNextOnesWhenThatIsGone() {
        roster.show(DUTY, "a");

        assertThat(roster.show(DUTY, "b")).isFalse();
        roster.leave(RELAY, "b");
        assertThat(roster.present()).hasSize(1);
        LeaseBook.ageRoster(DutyRoster.LIFE.plusSeconds(1));
        assertThat(roster.show(DUTY, "b")).isTrue();
        assertThat(roster.show(DUTY, "a")).isFalse();
    }

    @Test
    void whoCarriesASessionIsInTheBookOfLeases() {
        PostgresLeases leases = LeaseBook.open();
        Incarnation own = Incarnation.begin(RELAY.value());
        leases.begin(own, Instant.EPOCH);
        SessionId session = SessionId.create();

        assertThat(roster.carrying(session)).isEmpty();
        leases.carry(own, new CarriedSession(session, TeamId.create(), true, null));
        assertThat(roster.carrying(session)).contains(RELAY);
    }
}
