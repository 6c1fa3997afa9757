package retrace.command.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrace.command.CommandRefused;
import retrace.command.endpoint.DialInNumbers;
import retrace.command.session.SessionRequest.LocateMonitor;
import retrace.command.session.SessionRequest.Located;
import retrace.kernel.endpoint.EndpointCommand.IssueCode;
import retrace.kernel.endpoint.Monitor;
import retrace.kernel.endpoint.Reachability;
import retrace.kernel.id.EndpointId;
import retrace.kernel.relay.DialInAddress;
import retrace.kernel.relay.ProbeStreamer;
import retrace.kernel.relay.WhereStreamersDialIn;
import retrace.kernel.session.Refusal.UnknownEndpoint;
import retrace.kernel.team.Caller;

/**
 * Brings technicians and streamers that dial in together: a code to hand over to the person at an attended endpoint, a
 * number for good for an unattended one, and whether the streamer has dialled in. Refuses by {@link CommandRefused}, and by {@link RelayUnavailable} where streamers cannot dial in
 * anywhere. Thread-safe.
 */
public class DialIns {

    private static final Logger LOG = LoggerFactory.getLogger(DialIns.class);

    private final CommandGateway commands;
    private final Relays relays;
    private final StreamerProbe probe;
    private final DialInNumbers numbers;
    private final Duration codeLifetime;
    private final Duration relayTimeMax;
    private final InstantSource clock;

    /** @param relayTimeMax how long a relay may take to answer before it counts as unavailable */
    public DialIns(
            CommandGateway commands,
            Relays relays,
            DialInNumbers numbers,
            Duration codeLifetime,
            Duration relayTimeMax,
            InstantSource clock) {
        this.commands = commands;
        this.relays = relays;
        this.probe = new StreamerProbe(relays, relayTimeMax);
        this.numbers = numbers;
        this.codeLifetime = codeLifetime;
        this.relayTimeMax = relayTimeMax;
        this.clock = clock;
    }

    /** @param code nine digits, for one streamer until {@code expiresAt} */
    public record IssuedCode(String code, Instant expiresAt, DialInAddress dialIn) {

        /** Says all but the code. */
        @Override
        public String toString() {
            return "IssuedCode[expiresAt=" + expiresAt + ", " + dialIn + "]";
        }
    }

    public IssuedCode issueCode(Caller caller, EndpointId endpoint) {
        DialInAddress dialIn = whereStreamersDialIn();
        Instant expiresAt = clock.instant().plus(codeLifetime).truncatedTo(ChronoUnit.MILLIS);
        try {
            commands.sendAndWait(new IssueCode(endpoint, expiresAt, caller));
        } catch (AggregateNotFoundException e) {
            throw unknown(endpoint);
        }
        return new IssuedCode(numbers.issueCode(endpoint, caller.account(), expiresAt), expiresAt, dialIn);
    }

    /**
     * @param number of an unattended endpoint's streamer, for good
     * @param dialIn where that dials in with it
     */
    public record AssignedNumber(String number, DialInAddress dialIn) {

        /** Says all but the number. */
        @Override
        public String toString() {
            return "AssignedNumber[" + dialIn + "]";
        }
    }

    /** Another number in place of the one that the endpoint has, which is good no longer. */
    public AssignedNumber renewNumber(Caller caller, EndpointId endpoint) {
        locate(caller, endpoint);
        DialInAddress dialIn = whereStreamersDialIn();
        String number = numbers.renew(endpoint)
                .orElseThrow(() -> new CommandRefused(
                        "NO_NUMBER",
                        "This computer has no number to be replaced: only unattended computers dial in with one."));
        return new AssignedNumber(number, dialIn);
    }

    /** Whether a streamer that dials in waits there for the caller; never where the relay is the one that dials. */
    public boolean isStreamerWaiting(Caller caller, EndpointId endpoint) {
        Monitor monitor = locate(caller, endpoint);
        return monitor.address() == null
                && probe.probe(new ProbeStreamer(endpoint, monitor, caller.account()))
                                .reachability()
                        instanceof Reachability.Reachable;
    }

    private Monitor locate(Caller caller, EndpointId endpoint) {
        Located located = commands.sendAndWait(new LocateMonitor(endpoint, caller.team(), 1));
        Monitor monitor = located.monitor();
        if (monitor == null) {
            throw unknown(endpoint);
        }
        return monitor;
    }

    public DialInAddress whereStreamersDialIn() {
        for (RelayLine line : relays.withRoom()) {
            try {
                return line.ask(new WhereStreamersDialIn(), DialInAddress.class)
                        .get(relayTimeMax.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException | ExecutionException e) {
                LOG.warn("{} does not say where streamers dial in", line, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RelayUnavailable(SessionBroker.STOPPING, e);
            }
        }
        throw new RelayUnavailable(
                "No relay can be dialled by streamers at the moment. Try again in a minute.",
                new IllegalStateException("none says where"));
    }

    private static CommandRefused unknown(EndpointId endpoint) {
        return CommandRefused.because(new UnknownEndpoint(endpoint));
    }
}
