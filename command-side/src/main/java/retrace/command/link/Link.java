package retrace.command.link;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;
import retrace.command.CommandRefused;
import retrace.kernel.id.LinkId;
import retrace.kernel.link.LinkCommand.ReportPlayed;
import retrace.kernel.link.LinkCommand.ReportServed;
import retrace.kernel.link.LinkEvent;
import retrace.kernel.link.LinkEvent.LinkIssued;
import retrace.kernel.link.LinkEvent.LinkRefused;
import retrace.kernel.link.LinkEvent.RecordingPlayed;
import retrace.kernel.link.LinkEvent.RecordingServed;
import retrace.kernel.link.PlayedPart;
import retrace.kernel.link.Purpose;
import retrace.kernel.team.Caller;

/** An address that was issued, or refused, what was served under it, and what a player says it has played. */
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // filled from its events, read by Axon
public class Link {

    /**
     * How long after its end a player may still tell of a link: what it has loaded it plays when its user wants to, and a
     * recording is a day long at most.
     */
    static final Duration TOLD_AFTER_MAX = Duration.ofDays(1);

    /** How often a player may tell something new of a link. */
    static final int TOLD_COUNT_MAX = 1000;

    @AggregateIdentifier
    private LinkId id;

    private @Nullable LinkIssued issued;
    private final Map<String, Integer> lastReports = new HashMap<>();
    private List<PlayedPart> played = List.of();
    private int toldCount;

    /** For Axon. */
    protected Link() {}

    static Link decided(LinkEvent event) {
        apply(event);
        return new Link();
    }

    /** Relays count their reports for each link, and repeat one that was not answered. */
    @CommandHandler
    void handle(ReportServed command) {
        LinkIssued link = issued;
        if (link == null) {
            throw new IllegalStateException(id + " was refused, but something was served under it");
        }
        if (command.number() <= lastReports.getOrDefault(command.relay(), 0)) {
            return;
        }
        apply(new RecordingServed(
                id,
                link.team(),
                link.session(),
                link.segment(),
                link.purpose(),
                link.by(),
                command.relay(),
                command.number(),
                command.ranges(),
                command.at()));
    }

    /** Players tell what is new, and again what was not answered. Nothing new is no news. */
    @CommandHandler
    void handle(ReportPlayed command, InstantSource clock) {
        LinkIssued link = issuedTo(command.caller());
        Instant now = clock.instant();
        if (link.purpose() != Purpose.PLAY) {
            throw new CommandRefused(
                    "LINK_TO_DOWNLOAD", "This link is to download the recording. Play it under a link to play.");
        }
        if (now.isAfter(link.expiresAt().plus(TOLD_AFTER_MAX))) {
            throw new CommandRefused(
                    "LINK_EXPIRED", "This link has ended more than a day ago. Play the recording under a new one.");
        }
        List<PlayedPart> together = and(command.parts());
        if (together.equals(played)) {
            return;
        }
        if (toldCount >= TOLD_COUNT_MAX) {
            throw new CommandRefused(
                    "TOLD_TOO_OFTEN",
                    "A player has told " + TOLD_COUNT_MAX
                            + " times what it has played under this link. Play the recording under a new one.");
        }
        apply(new RecordingPlayed(id, link.team(), link.session(), link.segment(), link.by(), command.parts(), now));
    }

    /** To everybody else there is no such link, and neither is there one that was refused. */
    private LinkIssued issuedTo(Caller caller) {
        LinkIssued link = issued;
        if (link == null
                || !link.team().equals(caller.team())
                || !link.by().account().equals(caller.account())) {
            throw unknown();
        }
        return link;
    }

    /** What is said of a link that is not there, and so of somebody else's. */
    public static CommandRefused unknown() {
        return new CommandRefused(
                "UNKNOWN_LINK", "There is no such link of yours. Get one from the list of recordings.");
    }

    private List<PlayedPart> and(List<PlayedPart> parts) {
        return PlayedPart.merged(Stream.concat(played.stream(), parts.stream()).toList());
    }

    @EventSourcingHandler
    void on(LinkIssued event) {
        id = event.link();
        issued = event;
    }

    @EventSourcingHandler
    void on(LinkRefused event) {
        id = event.link();
    }

    @EventSourcingHandler
    void on(RecordingServed event) {
        lastReports.put(event.relay(), event.number());
    }

    @EventSourcingHandler
    void on(RecordingPlayed event) {
        played = and(event.parts());
        toldCount++;
    }
}
