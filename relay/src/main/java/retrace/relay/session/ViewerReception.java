package retrace.relay.session;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrace.kernel.session.EndReason;
import retrace.relay.connection.Connection;
import retrace.relay.rfb.RfbViolation;
import retrace.relay.rfb.handshake.Proof;
import retrace.relay.rfb.handshake.ServerInit;
import retrace.relay.rfb.handshake.StreamerRefusal;
import retrace.relay.rfb.handshake.ViewerHandshake;
import retrace.relay.rfb.handshake.ViewerSecurity;
import retrace.relay.session.Sessions.TakenTicket;
import retrace.relay.session.StreamerDialler.DialledStreamer;
import retrace.relay.tls.TlsFailure;

/** Receives viewers, however they come: checks their ticket, fetches their computer, and shows it. Thread-safe. */
public final class ViewerReception {

    private static final Logger LOG = LoggerFactory.getLogger(ViewerReception.class);
    private static final String WRONG_TICKET = "The ticket is wrong, was used already or has expired."
            + " Connect again from the console to get a new one.";
    private static final String TOO_MANY_ATTEMPTS =
            "Too many wrong tickets came from this address. Wait a minute, then try again.";

    private final Sessions sessions;
    private final StreamerDialler dialler;
    private final SessionSettings settings;
    private final RelayMetrics metrics;
    private final Watchdog watchdog;
    private final InstantSource clock;
    private final ViewerSecurity security;
    private final FailedAttempts failures;
    private final HandshakeLimit handshakes;

    public ViewerReception(
            Sessions sessions,
            StreamerDialler dialler,
            SessionSettings settings,
            RelayMetrics metrics,
            Watchdog watchdog,
            InstantSource clock) {
        this(sessions, dialler, settings, metrics, watchdog, clock, ViewerSecurity.VNC_AUTHENTICATION);
    }

    public ViewerReception(
            Sessions sessions,
            StreamerDialler dialler,
            SessionSettings settings,
            RelayMetrics metrics,
            Watchdog watchdog,
            InstantSource clock,
            ViewerSecurity security) {
        this.security = security;
        this.sessions = sessions;
        this.dialler = dialler;
        this.settings = settings;
        this.metrics = metrics;
        this.watchdog = watchdog;
        this.clock = clock;
        failures = new FailedAttempts(settings.failedAttemptsMax());
        handshakes = new HandshakeLimit(settings.handshakesMax());
    }

    /** Serves the viewer until it has left or its session is over; closes its connection. */
    public void receive(Connection viewer) {
        receive(viewer, security);
    }

    /**
     * The same for one that comes over messages, which no TLS of RFB's own can be put over.
     *
     * @param encrypted whether TLS carries the messages
     */
    public void receiveOverMessages(Connection viewer, boolean encrypted) {
        receive(viewer, security.overMessages(encrypted));
    }

    private void receive(Connection viewer, ViewerSecurity offered) {
        try (viewer) {
            ViewerHandshake handshake = new ViewerHandshake(viewer, offered);
            Optional<TakenTicket> ticket = identify(viewer, handshake);
            try (Connection agreed = handshake.connection()) {
                if (ticket.isPresent()) {
                    fetchAndShow(ticket.get(), agreed, handshake);
                }
            }
        } catch (SSLException e) {
            metrics.refused("TLS_FAILED");
            LOG.info("viewer={} is not let in over TLS: {}", viewer.peerHost(), TlsFailure.why(e));
        } catch (IOException e) {
            metrics.refused("LEFT");
            LOG.info("viewer={} left in its handshake: {}", viewer.peerHost(), e.toString());
        } catch (RfbViolation e) {
            metrics.refused("PROTOCOL_VIOLATION");
            LOG.info("viewer={} turned away: {}", viewer.peerHost(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<TakenTicket> identify(Connection viewer, ViewerHandshake handshake) throws IOException {
        String host = viewer.peerHost();
        if (!handshakes.enter(host)) {
            metrics.refused("TOO_MANY_HANDSHAKES");
            LOG.warn("viewer={} turned away: too many are in their handshake", host);
            return Optional.empty();
        }
        try (Watchdog.Pending limit = limit(viewer)) {
            handshake.greet();
            if (failures.areTooMany(host, clock.instant())) {
                metrics.refused("TOO_MANY_ATTEMPTS");
                LOG.warn("viewer={} turned away: too many wrong tickets", host);
                handshake.refuseAtOnce(TOO_MANY_ATTEMPTS);
                return Optional.empty();
            }
            Optional<String> whyNot = handshake.whyNot();
            if (whyNot.isPresent()) {
                metrics.refused("WITHOUT_TLS");
                LOG.info("viewer={} turned away: it comes without TLS", host);
                handshake.refuseAtOnce(whyNot.get());
                return Optional.empty();
            }
            Proof proof = handshake.prove();
            Optional<TakenTicket> ticket = sessions.take(proof);
            if (ticket.isEmpty()) {
                handshake.refuse(whyNot(host, proof));
            }
            return ticket;
        } finally {
            handshakes.leave(host);
        }
    }

    /** The sentence that the ticket stands for, or that it is no ticket. */
    private String whyNot(String host, Proof proof) {
        Optional<String> refusal = sessions.takeRefusal(proof);
        if (refusal.isPresent()) {
            metrics.refused("SESSION_REFUSED");
            LOG.info("viewer={} told why its session was refused", host);
            return refusal.get();
        }
        failures.add(host, clock.instant());
        metrics.refused("WRONG_TICKET");
        LOG.info("viewer={} turned away: wrong ticket", host);
        return WRONG_TICKET;
    }

    private Watchdog.Pending limit(Connection viewer) {
        return watchdog.after(settings.handshakeTime(), "give up on " + viewer.peerHost(), viewer::close);
    }

    private void fetchAndShow(TakenTicket ticket, Connection viewer, ViewerHandshake handshake)
            throws IOException, InterruptedException {
        Arrival arrival = new Arrival(ticket.session());
        try {
            ticket.session().makeWayAt(ticket.request());
            DialledStreamer streamer = dialler.dial(ticket.request());
            show(ticket, viewer, handshake, streamer, arrival);
        } catch (StreamerRefusal e) {
            metrics.refused("STREAMER_REFUSED");
            arrival.failed(EndReason.STREAMER_LEFT, String.valueOf(e.getMessage()));
            handshake.refuse(String.valueOf(e.getMessage()));
        } catch (RfbViolation e) {
            arrival.failed(EndReason.PROTOCOL_VIOLATION, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            arrival.failed(EndReason.TECHNICIAN_LEFT, "The technician's viewer left in the middle of the handshake.");
        } finally {
            arrival.failed(EndReason.RELAY_LOST, "The relay failed while it connected the technician.");
        }
    }

    private void show(
            TakenTicket ticket, Connection viewer, ViewerHandshake handshake, DialledStreamer streamer, Arrival arrival)
            throws IOException, InterruptedException {
        try (Connection connection = streamer.connection()) {
            boolean shared;
            try (Watchdog.Pending limit = limit(viewer)) {
                shared = handshake.accept();
            }
            ServerInit init;
            try {
                init = streamer.open(shared);
            } catch (IOException e) {
                arrival.failed(EndReason.STREAMER_LEFT, "The computer ended the connection in its handshake.");
                return;
            }
            ticket.session().show(ticket.request(), viewer, connection, init, arrival, handshake::open);
        }
    }

    /** A viewer that is on its way into its session: it arrives or it fails, once. Its thread only. */
    static final class Arrival {

        private final Session session;
        private boolean over;

        Arrival(Session session) {
            this.session = session;
        }

        void arrived() {
            over = true;
        }

        void failed(EndReason reason, String detail) {
            if (!over) {
                over = true;
                session.didNotArrive(reason, detail);
            }
        }
    }
}
