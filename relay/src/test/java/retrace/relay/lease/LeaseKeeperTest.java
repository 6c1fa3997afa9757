package retrace.relay.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static retrace.relay.testing.TestedKeeper.pass;

import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.relay.testing.LeaseBook;
import retrace.relay.testing.TestedKeeper;

class LeaseKeeperTest {

    private final AtomicLong nanos = new AtomicLong(1_000_000_000_000L);
    private final CarriedSession session = new CarriedSession(SessionId.create(), TeamId.create(), true, null);
    private final String name = "relay-" + UUID.randomUUID();
    private TestedKeeper one;
    private TestedKeeper other;

    @BeforeEach
    void begin() {
        LeaseBook.empty();
        one = new TestedKeeper(name, nanos);
        other = new TestedKeeper("other of " + name, nanos);
        one.keeper.round();
        other.keeper.round();
    }

    @AfterEach
    void end() throws Exception {
        one.die();
        other.die();
    }

    @Test
    void whoShowsNoSignForALeasesLifeIsTakenOver() {
        Lease lease = one.keeper.carry(session);
        pass(nanos, 19, other);
        assertThat(other.keeper.toSettle()).isEmpty();

        pass(nanos, 6, other);

        assertThat(other.keeper.toSettle()).extracting(CarriedSession::session).containsExactly(session.session());
        assertThat(other.keeper.toSettle().getFirst().lastSeenAt()).isNotNull();
        one.keeper.round();
        assertThat(one.lost).hasValue(1);
        assertThat(lease.isLost()).isTrue();
        assertThatThrownBy(lease::require).isInstanceOf(LeaseLost.class);
    }

    @Test
    void whoLivesIsLeftAlone() throws Exception {
        Lease lease = one.keeper.carry(session);

        pass(nanos, 120, one, other);

        lease.require();
        assertThat(other.keeper.toSettle()).isEmpty();
    }

    @Test
    void whoHasNotLookedItselfTakesNobodyForDead() {
        one.keeper.carry(session);
        pass(nanos, 10, other);
        nanos.addAndGet(60_000_000_000L); // all stand still, or nobody reaches the database
        pass(nanos, 15, other);

        assertThat(other.keeper.toSettle()).isEmpty();
    }

    @Test
    void aRelayThatWasTakenForDeadComesBackAsAnother() {
        one.keeper.carry(session);
        Incarnation first = one.keeper.own();
        pass(nanos, 30, other);

        one.keeper.round();
        assertThatThrownBy(() -> one.keeper.carry(session)).isInstanceOf(IllegalStateException.class);
        one.keeper.round();

        assertThat(one.keeper.own()).isNotEqualTo(first);
        CarriedSession next = new CarriedSession(SessionId.create(), TeamId.create(), true, null);
        assertThat(one.keeper.carry(next).isLost()).isFalse();
        assertThatThrownBy(() -> one.keeper.carry(session))
                .as("the session is the other's now")
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aRestartTakesOverAtOnceWhatTheSameRelayHasLeft() throws Exception {
        one.keeper.carry(session);
        one.die();

        TestedKeeper restarted = new TestedKeeper(name, nanos);
        restarted.keeper.round();

        assertThat(restarted.keeper.toSettle())
                .extracting(CarriedSession::session)
                .containsExactly(session.session());
    }

    @Test
    void aSecondProcessOfTheSameNameTakesNothingFromTheFirst() {
        one.keeper.carry(session);

        TestedKeeper second = new TestedKeeper(name, nanos);
        second.keeper.round();
        pass(nanos, 60, one, second);

        assertThat(second.keeper.toSettle()).isEmpty();
        assertThat(one.lost).hasValue(0);
        assertThat(second.lost).hasValue(0);
    }

    @Test
    void twoDoNotTakeOverTheSame() {
        TestedKeeper third = new TestedKeeper("third", nanos);
        third.keeper.round();
        one.keeper.carry(session);

        pass(nanos, 30, other, third);

        assertThat(other.keeper.toSettle().size() + third.keeper.toSettle().size())
                .isEqualTo(1);
    }

    @Test
    void afterStandingStillItIsAskedFirstWhetherTheSessionIsStillOurs() throws Exception {
        Lease kept = one.keeper.carry(session);
        nanos.addAndGet(15_000_000_000L);
        CompletableFuture<Void> required = CompletableFuture.runAsync(() -> require(kept));
        assertThatThrownBy(() -> required.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(Exception.class);
        nanos.incrementAndGet();

        one.keeper.round();

        required.get(10, TimeUnit.SECONDS);
        assertThat(kept.isLost()).isFalse();
    }

    @Test
    void afterStandingStillForTooLongNothingIsDoneAnyMore() {
        Lease lease = one.keeper.carry(session);
        pass(nanos, 30, other);
        CompletableFuture<Void> required = CompletableFuture.runAsync(() -> require(lease));
        one.keeper.beat();

        one.keeper.round();

        assertThatThrownBy(() -> required.get(10, TimeUnit.SECONDS)).hasRootCauseInstanceOf(LeaseLost.class);
    }

    private static void require(Lease lease) {
        try {
            lease.require();
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    @Test
    void aSessionIsCarriedUntilItIsSettled() {
        Lease lease = one.keeper.carry(session);
        assertThat(other.keeper.claim(session)).isFalse();
        lease.handOver();
        assertThat(one.keeper.toSettle()).hasSize(1);
        assertThat(one.keeper.carried()).containsExactly(session.session());

        one.keeper.release(session.session());

        assertThat(one.keeper.carried()).isEmpty();
        assertThat(other.keeper.claim(session)).isTrue();
    }
}
