package retrace.relay.effects;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.queryhandling.QueryHandler;
import retrace.kernel.endpoint.Reachability;
import retrace.kernel.endpoint.StreamerAddress;
import retrace.kernel.relay.ProbeStreamer;
import retrace.kernel.relay.RelayCommand.AwaitViewer;
import retrace.kernel.relay.RelayCommand.ChangeFrameRate;
import retrace.kernel.relay.RelayCommand.CloseSession;
import retrace.kernel.relay.Ticket;
import retrace.relay.session.Sessions;
import retrace.relay.session.Sessions.IssuedTicket;
import retrace.relay.session.StreamerDialler;

/** Answers what the command side asks of the relay. */
public final class RelayRequests {

    private final Sessions sessions;
    private final StreamerDialler dialler;
    private final ViewerAddress address;

    public RelayRequests(Sessions sessions, StreamerDialler dialler, ViewerAddress address) {
        this.sessions = sessions;
        this.dialler = dialler;
        this.address = address;
    }

    /** Where viewers reach this relay. */
    public interface ViewerAddress {

        String host();

        int port();
    }

    @CommandHandler
    public Ticket handle(AwaitViewer command) {
        IssuedTicket issued = sessions.await(command);
        return new Ticket(issued.secret(), issued.expiresAt(), address.host(), address.port(), WebSocketViewers.PATH);
    }

    @CommandHandler
    public void handle(ChangeFrameRate command) throws InterruptedException {
        sessions.changeFrameRate(command);
    }

    @CommandHandler
    public void handle(CloseSession command) {
        sessions.close(command);
    }

    @QueryHandler
    public Reachability handle(ProbeStreamer query) {
        StreamerAddress dialled = query.monitor().address();
        return dialled == null
                ? new Reachability.Unreachable("its streamer has not dialled in")
                : dialler.probe(dialled);
    }
}
