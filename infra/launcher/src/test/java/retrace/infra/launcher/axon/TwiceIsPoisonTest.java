package retrace.infra.launcher.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.deadletter.GenericDeadLetter;
import org.junit.jupiter.api.Test;

class TwiceIsPoisonTest {

    private final Exception bug = new IllegalStateException("a bug");

    private final TwiceIsPoison policy = new TwiceIsPoison("sessions-log", new Suspects());
    private final EventMessage<?> event = GenericEventMessage.asEventMessage("any");

    @Test
    void theFirstFailureIsTriedAgainAndTheSecondIsPutAside() {
        assertThatThrownBy(() -> policy.decide(new GenericDeadLetter<>("part", event), bug))
                .isInstanceOf(TwiceIsPoison.TryAgain.class);

        assertThat(policy.decide(new GenericDeadLetter<>("part", event), bug).shouldEnqueue())
                .isTrue();
    }

    @Test
    void whatTheDatabaseIsToBlameForIsNeverPutAside() {
        Exception away = new IllegalStateException(new SQLException("the connection broke", "08006"));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> policy.decide(new GenericDeadLetter<>("part", event), away))
                    .isInstanceOf(TwiceIsPoison.TryAgain.class);
        }
    }

    @Test
    void onlyAnswersAboutTheDataAreAboutTheEvent() {
        assertThat(TwiceIsPoison.isOfTheEvent(new SQLException("too long", "22001")))
                .isTrue();
        assertThat(TwiceIsPoison.isOfTheEvent(new SQLException("not null", "23502")))
                .isTrue();
        assertThat(TwiceIsPoison.isOfTheEvent(new SQLException("no such table", "42P01")))
                .isFalse();
        assertThat(TwiceIsPoison.isOfTheEvent(new SQLException("deadlock", "40P01")))
                .isFalse();
        assertThat(TwiceIsPoison.isOfTheEvent(new SQLException("stopping", "57P01")))
                .isFalse();
        assertThat(TwiceIsPoison.isOfTheEvent(new OutOfMemoryError())).isFalse();
    }
}
