package retrace.relay.session;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import retrace.kernel.endpoint.Reachability;
import retrace.kernel.endpoint.StreamerAddress;
import retrace.kernel.relay.ProbeStreamer;
import retrace.kernel.relay.RelayCommand.AwaitViewer;
import retrace.relay.connection.Connection;
import retrace.relay.connection.TcpConnection;
import retrace.relay.rfb.RfbViolation;
import retrace.relay.rfb.handshake.ServerInit;
import retrace.relay.rfb.handshake.StreamerAccess;
import retrace.relay.rfb.handshake.StreamerHandshake;
import retrace.relay.rfb.handshake.StreamerRefusal;
import retrace.relay.tls.StreamerTrust;
import retrace.relay.tls.TlsFailure;

/** Connects to streamers, or takes those that have dialled in. */
public final class StreamerDialler {

    private final SessionSettings settings;
    private final Watchdog watchdog;
    private final DialledInStreamers dialledIn;
    private final StreamerTrust trust;

    /** For a relay that streamers cannot dial. */
    public StreamerDialler(SessionSettings settings, Watchdog watchdog) {
        this(settings, watchdog, DialledInStreamers.NONE);
    }

    /** Trusts the authorities that the JDK does. */
    public StreamerDialler(SessionSettings settings, Watchdog watchdog, DialledInStreamers dialledIn) {
        this(settings, watchdog, dialledIn, StreamerTrust.inTheJdksAuthorities());
    }

    public StreamerDialler(
            SessionSettings settings, Watchdog watchdog, DialledInStreamers dialledIn, StreamerTrust trust) {
        this.trust = trust;
        this.settings = settings;
        this.watchdog = watchdog;
        this.dialledIn = dialledIn;
    }

    /** A streamer that has let the relay in. */
    final class DialledStreamer {

        private final StreamerHandshake handshake;

        private DialledStreamer(StreamerHandshake handshake) {
            this.handshake = handshake;
        }

        Connection connection() {
            return handshake.connection();
        }

        ServerInit open(boolean shared) throws IOException {
            try (Watchdog.Pending limit = limit(connection(), settings.handshakeTime())) {
                return handshake.open(shared);
            }
        }
    }

    /** @throws StreamerRefusal with a sentence for the technician, whatever the reason */
    DialledStreamer dial(AwaitViewer request) throws StreamerRefusal, InterruptedException {
        StreamerAddress address = request.monitor().address();
        StreamerAccess access = trust.access(request);
        return address == null
                ? authenticate(takeDialledIn(request), "The computer", access)
                : authenticate(connect(address, settings.connectTime()), "The computer at " + address, access);
    }

    private DialledStreamer authenticate(Connection connection, String computer, StreamerAccess access)
            throws StreamerRefusal {
        try (Watchdog.Pending limit = limit(connection, settings.handshakeTime())) {
            StreamerHandshake handshake = new StreamerHandshake(connection);
            handshake.authenticate(access);
            return new DialledStreamer(handshake);
        } catch (IOException | RfbViolation e) {
            connection.close();
            throw refusal(computer + " cannot be used: " + why(e) + ".", e);
        } catch (StreamerRefusal e) {
            connection.close();
            throw e;
        }
    }

    private Connection takeDialledIn(AwaitViewer request) throws StreamerRefusal, InterruptedException {
        return dialledIn
                .take(request.endpoint(), request.technician(), settings.connectTime())
                .orElseThrow(() -> new StreamerRefusal("The computer's streamer has not dialled in, or has left again."
                        + " Let it dial in once more and try again."));
    }

    private Connection connect(StreamerAddress address, Duration time) throws StreamerRefusal {
        try {
            return TcpConnection.connect(address.host(), address.port(), time);
        } catch (IOException e) {
            throw refusal("The computer at " + address + " cannot be reached: " + why(e) + ".", e);
        }
    }

    private static StreamerRefusal refusal(String sentence, Exception cause) {
        StreamerRefusal refusal = new StreamerRefusal(sentence);
        refusal.initCause(cause);
        return refusal;
    }

    /** Whether its streamer can be dialled or, where it dials in, waits. */
    public Reachability probe(ProbeStreamer query) {
        StreamerAddress address = query.monitor().address();
        return address == null ? dialledIn.probe(query.endpoint(), query.technician()) : probe(address);
    }

    /** Connects, reads the greeting, and leaves. */
    public Reachability probe(StreamerAddress address) {
        try (Connection connection = TcpConnection.connect(address.host(), address.port(), settings.probeTime());
                Watchdog.Pending limit = limit(connection, settings.probeTime())) {
            return new Reachability.Reachable(
                    new StreamerHandshake(connection).greeting().number());
        } catch (IOException | RfbViolation e) {
            return new Reachability.Unreachable(why(e));
        }
    }

    private Watchdog.Pending limit(Connection connection, Duration time) {
        return watchdog.after(time, "give up on " + connection.peerHost(), connection::close);
    }

    /** As the end of a sentence. */
    private static String why(Exception cause) {
        return switch (cause) {
            case UnknownHostException unknown -> "there is no computer of that name";
            case SocketTimeoutException late -> "it does not answer";
            case ConnectException refused -> "the connection was refused";
            case NoRouteToHostException unroutable -> "there is no route to it";
            case ClosedChannelException silent -> "it took the connection and then said nothing";
            case SSLException untrusted -> TlsFailure.why(untrusted);
            case RfbViolation violation -> "what answers there is no VNC server (" + violation.getMessage() + ")";
            default -> "the connection broke (" + cause.getMessage() + ")";
        };
    }
}
