package retrace.command.session;

import retrace.kernel.id.SessionId;
import retrace.kernel.recording.FrameRate;
import retrace.kernel.relay.Ticket;

/** A session that waits for its viewer, and the ticket that lets it in. */
public record OpenedView(SessionId session, int monitor, FrameRate frameRate, Ticket ticket) {}
