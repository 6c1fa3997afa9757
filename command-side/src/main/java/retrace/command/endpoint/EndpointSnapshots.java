package retrace.command.endpoint;

import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.snapshotting.RevisionSnapshotFilter;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import retrace.kernel.id.EndpointId;

/**
 * How endpoints stood, so that one with many sessions behind it is loaded as quickly as a new one: each session leaves two
 * events with its endpoint, and asks for it three times. The other aggregates stay small.
 */
public final class EndpointSnapshots {

    /**
     * To be another whenever the state of an {@link Endpoint}, or what it means, is another: snapshots of other revisions
     * are passed over then, and events read instead.
     */
    static final String REVISION = "1";

    private static final int EVENTS_BETWEEN = 100;

    private EndpointSnapshots() {}

    /** One is taken when so many events have come since the last. */
    public static SnapshotTriggerDefinition trigger(Snapshotter snapshotter) {
        return new EventCountSnapshotTriggerDefinition(snapshotter, EVENTS_BETWEEN);
    }

    /** Those that this program can read. */
    public static SnapshotFilter readable() {
        return RevisionSnapshotFilter.builder()
                .type(Endpoint.class.getSimpleName()) // as the event log names the aggregate
                .revision(REVISION)
                .build();
    }

    /** Whether it is worth looking whether there is one. */
    public static boolean areTakenOf(String aggregate) {
        return EndpointId.names(aggregate);
    }
}
