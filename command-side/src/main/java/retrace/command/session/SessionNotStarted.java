package retrace.command.session;

import retrace.command.CommandRefused.Reason;
import retrace.kernel.relay.Ticket;

/** A session was refused, and a ticket is there that tells a VNC viewer so in its own way. */
public final class SessionNotStarted extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Reason reason;
    private final transient Ticket ticket;

    SessionNotStarted(Reason reason, Ticket ticket) {
        super(reason.message());
        this.reason = reason;
        this.ticket = ticket;
    }

    public Reason reason() {
        return reason;
    }

    /** Opens nothing. */
    public Ticket ticket() {
        return ticket;
    }
}
