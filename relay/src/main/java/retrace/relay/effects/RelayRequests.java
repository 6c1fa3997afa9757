package retrace.relay.effects;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.queryhandling.QueryHandler;
import retrace.kernel.endpoint.Reachability;
import retrace.kernel.relay.DialInAddress;
import retrace.kernel.relay.ProbeStreamer;
import retrace.kernel.relay.RelayCommand.AwaitViewer;
import retrace.kernel.relay.RelayCommand.ChangeFrameRate;
import retrace.kernel.relay.RelayCommand.CloseSession;
import retrace.kernel.relay.RelayCommand.RefuseViewer;
import retrace.kernel.relay.Ticket;
import retrace.kernel.relay.WhereStreamersDialIn;
import retrace.relay.session.Sessions;
import retrace.relay.session.Sessions.IssuedTicket;
import retrace.relay.session.StreamerDialler;

/** Answers what the command side asks of the relay. */
public final class RelayRequests {

    private final Sessions sessions;
    private final StreamerDialler dialler;
    private final ViewerAddress address;
    private final Supplier<DialInAddress> dialIn;
    private final BooleanSupplier recording;

    /**
     * @param dialIn where streamers that dial in reach this relay
     * @param recording whether this relay can record at the moment
     */
    public RelayRequests(
            Sessions sessions,
            StreamerDialler dialler,
            ViewerAddress address,
            Supplier<DialInAddress> dialIn,
            BooleanSupplier recording) {
        this.sessions = sessions;
        this.dialler = dialler;
        this.address = address;
        this.dialIn = dialIn;
        this.recording = recording;
    }

    /** Where viewers reach this relay. */
    public interface ViewerAddress {

        String host();

        int port();

        /** For WebSocket. */
        String path();
    }

    @CommandHandler
    public Ticket handle(AwaitViewer command) {
        return ticket(sessions.await(command));
    }

    @CommandHandler
    public Ticket handle(RefuseViewer command) {
        return ticket(sessions.refuse(command));
    }

    private Ticket ticket(IssuedTicket issued) {
        return new Ticket(issued.secret(), issued.expiresAt(), address.host(), address.port(), address.path());
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
        Reachability found = dialler.probe(query);
        return switch (found) {
            case Reachability.Reachable reachable -> reachable.whileRecordingIs(recording.getAsBoolean());
            case Reachability.Unreachable unreachable -> unreachable;
        };
    }

    @QueryHandler
    public DialInAddress handle(WhereStreamersDialIn query) {
        return dialIn.get();
    }
}
