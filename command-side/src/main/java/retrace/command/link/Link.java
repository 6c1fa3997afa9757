package retrace.command.link;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import retrace.kernel.id.LinkId;
import retrace.kernel.link.LinkEvent;
import retrace.kernel.link.LinkEvent.LinkIssued;
import retrace.kernel.link.LinkEvent.LinkRefused;

/** An address that was issued, or refused. Nothing happens to it later. */
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // filled from its event, read by Axon
public class Link {

    @AggregateIdentifier
    private LinkId id;

    /** For Axon. */
    protected Link() {}

    static Link decided(LinkEvent event) {
        apply(event);
        return new Link();
    }

    @EventSourcingHandler
    void on(LinkIssued event) {
        id = event.link();
    }

    @EventSourcingHandler
    void on(LinkRefused event) {
        id = event.link();
    }
}
