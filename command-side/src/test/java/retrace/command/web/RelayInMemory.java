package retrace.command.web;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.queryhandling.QueryHandler;
import retrace.command.Samples;
import retrace.kernel.endpoint.Reachability;
import retrace.kernel.relay.DialInAddress;
import retrace.kernel.relay.ProbeStreamer;
import retrace.kernel.relay.RelayCommand;
import retrace.kernel.relay.RelayCommand.AwaitViewer;
import retrace.kernel.relay.RelayCommand.ChangeFrameRate;
import retrace.kernel.relay.RelayCommand.CloseSession;
import retrace.kernel.relay.RelayCommand.RefuseViewer;
import retrace.kernel.relay.Ticket;
import retrace.kernel.relay.WhereStreamersDialIn;

/** A relay that hands out tickets and carries nothing. */
public final class RelayInMemory {

    static final Ticket TICKET =
            new Ticket("t1ck3t!!", Samples.NOW.plusSeconds(60), "127.0.0.1", 5500, "/relay/websocket");

    private final List<RelayCommand> asked = new ArrayList<>();
    private Reachability reachability = new Reachability.Reachable("3.8");
    private boolean full;

    void findsStreamers(Reachability found) {
        reachability = found;
    }

    void isFull() {
        full = true;
    }

    List<RelayCommand> asked() {
        return List.copyOf(asked);
    }

    @QueryHandler
    Reachability answer(ProbeStreamer query) {
        return reachability;
    }

    @QueryHandler
    DialInAddress answer(WhereStreamersDialIn query) {
        return new DialInAddress("relay.example", 5500);
    }

    @CommandHandler
    Ticket handle(RefuseViewer command) {
        if (full) {
            throw new IllegalStateException("no more tickets");
        }
        asked.add(command);
        return TICKET;
    }

    @CommandHandler
    Ticket handle(AwaitViewer command) {
        if (full) {
            throw new IllegalStateException("no more tickets");
        }
        asked.add(command);
        return TICKET;
    }

    @CommandHandler
    void handle(ChangeFrameRate command) {
        asked.add(command);
    }

    @CommandHandler
    void handle(CloseSession command) {
        asked.add(command);
    }
}
