package retrace.relay.lease;

/** Gives the right to carry a session. */
@FunctionalInterface
public interface SessionLeases {

    /** For a relay that is alone. */
    SessionLeases UNSHARED = session -> Lease.UNSHARED;

    /**
     * Enters the session into the book, before anything of it is done.
     *
     * @throws IllegalStateException with a sentence where it cannot be entered
     */
    Lease carry(CarriedSession session);
}
