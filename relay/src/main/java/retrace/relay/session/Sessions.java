package retrace.relay.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrace.kernel.id.SessionId;
import retrace.kernel.relay.RelayCommand.AwaitViewer;
import retrace.kernel.relay.RelayCommand.ChangeFrameRate;
import retrace.kernel.relay.RelayCommand.CloseSession;
import retrace.kernel.relay.RelayCommand.RefuseViewer;
import retrace.kernel.session.EndReason;
import retrace.relay.lease.CarriedSession;
import retrace.relay.lease.Lease;
import retrace.relay.lease.SessionLeases;
import retrace.relay.rfb.handshake.Proof;
import retrace.relay.session.TicketBox.OpenTicket;

/** The sessions that this relay carries, and the tickets to them. Thread-safe. */
public final class Sessions implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

    private final SessionSettings settings;
    private final RelayMetrics metrics;
    private final InstantSource clock;
    private final CommandSide commandSide;
    private final Recordings recordings;
    private final Watchdog watchdog;
    private final SessionLeases leases;
    private final TicketBox<AwaitViewer> tickets;
    private final TicketBox<String> refusals;
    private final ConcurrentMap<SessionId, Session> sessions = new ConcurrentHashMap<>();
    private volatile boolean draining;
    private volatile boolean stopping;

    public Sessions(
            SessionSettings settings,
            RelayMetrics metrics,
            InstantSource clock,
            CommandSide commandSide,
            Recordings recordings,
            Watchdog watchdog) {
        this(settings, metrics, clock, commandSide, recordings, watchdog, SessionLeases.UNSHARED);
    }

    public Sessions(
            SessionSettings settings,
            RelayMetrics metrics,
            InstantSource clock,
            CommandSide commandSide,
            Recordings recordings,
            Watchdog watchdog,
            SessionLeases leases) {
        this.leases = leases;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
        this.commandSide = commandSide;
        this.recordings = recordings;
        this.watchdog = watchdog;
        tickets = new TicketBox<>(settings.sessionsMax() * 2);
        refusals = new TicketBox<>(settings.sessionsMax());
        metrics.countSessions(sessions::size);
    }

    /** @param secret the viewer's password */
    public record IssuedTicket(String secret, Instant expiresAt) {

        @Override
        public String toString() {
            return "IssuedTicket[expiresAt=" + expiresAt + "]";
        }
    }

    /** @throws IllegalStateException with a sentence where no more sessions can be taken, or this one is over */
    public IssuedTicket await(AwaitViewer request) {
        if (stopping || draining && !sessions.containsKey(request.session())) {
            throw new IllegalStateException("The relay is being stopped. Try again when it is back.");
        }
        Session session = sessions.computeIfAbsent(request.session(), absent -> begin(request));
        OpenTicket<AwaitViewer> ticket = tickets.open(request, clock.instant().plus(settings.ticketLife()));
        if (!session.ticketOpened()) {
            tickets.withdraw(ticket);
            throw new IllegalStateException("The session is over. Start another.");
        }
        watchdog.after(settings.ticketLife(), "expiry of a ticket", () -> {
            if (tickets.withdraw(ticket)) {
                session.ticketExpired();
            }
        });
        return new IssuedTicket(ticket.secret(), ticket.expiresAt());
    }

    private Session begin(AwaitViewer request) {
        if (sessions.size() >= settings.sessionsMax()) {
            throw new IllegalStateException("The relay carries as many sessions as it may. Try again later.");
        }
        Lease lease = leases.carry(new CarriedSession(request.session(), request.team(), request.recorded(), null));
        try {
            return new Session(
                    request,
                    settings,
                    metrics,
                    clock,
                    commandSide,
                    recordings,
                    watchdog,
                    lease,
                    over -> sessions.remove(over.first().session(), over));
        } catch (RuntimeException e) {
            lease.handOver();
            throw e;
        }
    }

    /** Ends those that another relay has taken over: at once, and nothing of them is written, reported or closed here. */
    public void abandonLost() {
        sessions.values().stream()
                .filter(Session::isLost)
                .forEach(session ->
                        session.end(EndReason.RELAY_LOST, "The relay was taken for dead, and another has taken over."));
    }

    /** Uses up the ticket that the proof was made with. */
    Optional<TakenTicket> take(Proof proof) {
        return tickets.take(proof, clock.instant()).flatMap(ticket -> {
            Session session = sessions.get(ticket.purpose().session());
            return session != null && session.ticketTaken()
                    ? Optional.of(new TakenTicket(session, ticket.purpose()))
                    : Optional.empty();
        });
    }

    /** @throws IllegalStateException with a sentence where too many are to be told already */
    public IssuedTicket refuse(RefuseViewer request) {
        OpenTicket<String> ticket =
                refusals.open(request.sentence(), clock.instant().plus(settings.ticketLife()));
        watchdog.after(settings.ticketLife(), "expiry of a refusal", () -> refusals.withdraw(ticket));
        return new IssuedTicket(ticket.secret(), ticket.expiresAt());
    }

    /** Uses up the ticket that the proof was made with, where it only tells why there is no session. */
    Optional<String> takeRefusal(Proof proof) {
        return refusals.take(proof, clock.instant()).map(OpenTicket::purpose);
    }

    /** A viewer on its way into a session. */
    record TakenTicket(Session session, AwaitViewer request) {}

    /** Does nothing where there is no such session. */
    public void changeFrameRate(ChangeFrameRate command) throws InterruptedException {
        Session session = sessions.get(command.session());
        if (session != null) {
            session.changeFrameRate(command.frameRate());
        }
    }

    /** Does nothing where there is no such session. */
    public void close(CloseSession command) {
        Session session = sessions.get(command.session());
        if (session != null) {
            session.end(command.reason(), command.detail());
        }
    }

    public int count() {
        return sessions.size();
    }

    /** Takes no new sessions from now on; those that there are go on, and are given other views. */
    public void drain() {
        draining = true;
    }

    /** Ends every session, closes their segments and reports it all; waits for that, but not for ever. */
    @Override
    public void close() {
        stopping = true;
        List<Session> running = List.copyOf(sessions.values());
        running.forEach(session -> session.end(EndReason.RELAY_STOPPED, "The relay was stopped."));
        Instant latest = clock.instant().plus(settings.closingTime()).plusSeconds(5);
        try {
            for (Session session : running) {
                Duration left = Duration.between(clock.instant(), latest);
                if (!session.awaitOver(left.isNegative() ? Duration.ZERO : left)) {
                    LOG.error(
                            "session={} was not closed in time", session.first().session());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
