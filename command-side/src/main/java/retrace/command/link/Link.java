package retrace.command.link;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.HashMap;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.LinkId;
import retrace.kernel.link.LinkCommand.ReportServed;
import retrace.kernel.link.LinkEvent;
import retrace.kernel.link.LinkEvent.LinkIssued;
import retrace.kernel.link.LinkEvent.LinkRefused;
import retrace.kernel.link.LinkEvent.RecordingServed;

/** An address that was issued, or refused, and what was served under it. */
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // filled from its events, read by Axon
public class Link {

    @AggregateIdentifier
    private LinkId id;

    private @Nullable LinkIssued issued;
    private final Map<String, Integer> lastReports = new HashMap<>();

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
}
