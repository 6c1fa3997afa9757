package retrace.relay.lease;

import java.io.IOException;

/** This relay was taken for dead and another has taken over: nothing of the session may be done here any more. */
public final class LeaseLost extends IOException {

    private static final long serialVersionUID = 1L;

    public LeaseLost() {
        super("The relay was taken for dead, and another has taken over its sessions.");
    }
}
