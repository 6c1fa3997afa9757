package retrace.command.session;

import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.queryhandling.QueryGateway;
import retrace.kernel.id.SessionId;

/** The relay of a deployment that has one: whatever is sent to a relay reaches it. */
public final class OnlyRelay implements Relays {

    private final RelayLine line;

    public OnlyRelay(CommandGateway commands, QueryGateway queries) {
        line = new RelayLine(commands, queries, null);
    }

    @Override
    public List<RelayLine> withRoom() {
        return List.of(line);
    }

    @Override
    public List<RelayLine> onDuty() {
        return List.of(line);
    }

    @Override
    public RelayLine carrying(SessionId session) {
        return line;
    }
}
