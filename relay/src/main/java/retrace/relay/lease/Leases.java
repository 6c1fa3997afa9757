package retrace.relay.lease;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import retrace.kernel.id.SessionId;

/**
 * The book of who lives and who carries what, shared by all relays. A call that fails with an unchecked exception of
 * Spring's data access has had no effect that is known of, and may be made again.
 */
public interface Leases {

    /** Another incarnation, and how often it has shown that it lives. */
    record Sign(Incarnation incarnation, long renewals) {}

    void begin(Incarnation own, Instant now);

    /** @return false where it has been taken for dead: it must stop, and never comes back */
    boolean renew(Incarnation own, Instant now);

    /** All but {@code own} that have not been taken for dead. */
    List<Sign> others(Incarnation own);

    /**
     * Takes {@code other} for dead and takes over all its sessions, at once or not at all.
     *
     * @return false where it has shown that it lives since, another was faster, or {@code own} is taken for dead itself
     */
    boolean takeOver(Incarnation own, Sign other, Instant now);

    /** @return false where {@code own} has been taken for dead, or another has the session */
    boolean carry(Incarnation own, CarriedSession session);

    /** The session needs to be settled: brought to its end, as far as it is not. */
    void handOver(Incarnation own, SessionId session);

    /** As {@link #carry} and {@link #handOver}, of a session that nobody may have. */
    boolean claim(Incarnation own, CarriedSession session);

    /** Those of {@code own} that need to be settled. */
    List<CarriedSession> toSettle(Incarnation own);

    /** It is settled. */
    void release(Incarnation own, SessionId session);

    /** Those that anybody has, be it one that has died and was not noticed. */
    Set<SessionId> carried();

    /** Goes without waiting to be taken for dead; what it still carries is left to others. */
    void resign(Incarnation own);

    /**
     * Takes the relay's name, until this process ends.
     *
     * @return false where another process has it
     */
    boolean takeName(String relay);
}
