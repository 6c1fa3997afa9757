package retrace.command.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.SessionId;
import retrace.kernel.relay.FindCarrier;
import retrace.kernel.relay.FindCarrier.Carrier;
import retrace.kernel.relay.ListRelays;
import retrace.kernel.relay.RelayName;
import retrace.kernel.relay.RelaysOnDuty;
import retrace.kernel.relay.RelaysOnDuty.Duty;

/** The relays of a fleet, each asked by its own name. Which there are, and which carries a session, any of them knows. */
public final class SeveralRelays implements Relays {

    private final CommandGateway commands;
    private final QueryGateway queries;
    private final Duration answerMax;
    private final Random random;

    public SeveralRelays(CommandGateway commands, QueryGateway queries, Duration answerMax, Random random) {
        this.random = random;
        this.commands = commands;
        this.queries = queries;
        this.answerMax = answerMax;
    }

    @Override
    public List<RelayLine> withRoom() {
        return lines(Duty::hasRoom);
    }

    @Override
    public List<RelayLine> onDuty() {
        return lines(duty -> true);
    }

    private List<RelayLine> lines(Predicate<Duty> chosen) {
        List<Duty> relays =
                new ArrayList<>(ask(new ListRelays(), RelaysOnDuty.class).relays());
        Collections.shuffle(relays, random); // so that not all who come at the same moment go to the same
        return relays.stream()
                .filter(chosen)
                .sorted(Comparator.comparingDouble(Duty::load))
                .map(duty -> line(duty.relay()))
                .toList();
    }

    @Override
    public RelayLine carrying(SessionId session) {
        @Nullable RelayName relay = ask(new FindCarrier(session), Carrier.class).relay();
        if (relay == null) {
            throw new RelayUnavailable(
                    SessionBroker.NO_RELAY, new IllegalStateException("no relay carries " + session));
        }
        return line(relay);
    }

    private RelayLine line(RelayName relay) {
        return new RelayLine(commands, queries, relay);
    }

    private <T> T ask(Object query, Class<T> answer) {
        try {
            return queries.query(query, answer).get(answerMax.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new RelayUnavailable(SessionBroker.NO_RELAY, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RelayUnavailable(SessionBroker.STOPPING, e);
        }
    }
}
