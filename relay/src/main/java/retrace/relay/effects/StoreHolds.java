package retrace.relay.effects;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrace.kernel.id.SessionId;
import retrace.kernel.recording.StoredObject;
import retrace.kernel.session.SessionCommand.InspectSession;
import retrace.kernel.session.SessionEvent.HoldPlaced;
import retrace.kernel.session.SessionEvent.HoldReleased;
import retrace.kernel.session.SessionEvent.SegmentClosed;
import retrace.kernel.session.SessionEvent.SegmentDeletionDecided;
import retrace.kernel.session.SessionFacts;
import retrace.relay.store.ObjectStore;

/**
 * Has the store itself hold the objects of recordings under legal hold, so that nobody deletes them past us. An event only
 * says which session to look at: what is to be held is asked of the session as it is now, so that a late or a second look
 * does no harm. What fails is tried again, before any later event.
 */
@ProcessingGroup(StoreHolds.NAME)
@DisallowReplay
public final class StoreHolds {

    public static final String NAME = "store-holds";

    private static final Logger LOG = LoggerFactory.getLogger(StoreHolds.class);
    private static final long ANSWER_SECONDS_MAX = 30;

    private final CommandGateway commands;
    private final ObjectStore store;

    public StoreHolds(CommandGateway commands, ObjectStore store) {
        this.commands = commands;
        this.store = store;
    }

    @EventHandler
    public void on(HoldPlaced event) throws Exception {
        holdAsItIs(event.session());
    }

    @EventHandler
    public void on(HoldReleased event) throws Exception {
        holdAsItIs(event.session());
    }

    /** A new object is held by nobody, so there is nothing to do where no hold is on its session. */
    @EventHandler
    public void on(SegmentClosed event) throws Exception {
        SessionFacts facts = inspect(event.session());
        if (!facts.holds().isEmpty() && facts.kept(event.segment().segment()).isPresent()) {
            hold(event.segment().object(), true);
        }
    }

    /** Only what no hold keeps is decided to go: one that was released a moment ago may still be on in the store. */
    @EventHandler
    public void on(SegmentDeletionDecided event) throws Exception {
        store.hold(event.objectName(), event.generation(), false);
    }

    private void holdAsItIs(SessionId session) throws Exception {
        SessionFacts facts = inspect(session);
        for (var kept : facts.kept()) {
            hold(kept.object(), !facts.holds().isEmpty());
        }
    }

    private SessionFacts inspect(SessionId session) throws InterruptedException, ExecutionException, TimeoutException {
        return commands.<SessionFacts>send(new InspectSession(session)).get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
    }

    private void hold(StoredObject object, boolean held) throws IOException {
        if (!store.hold(object.name(), object.generation(), held)) {
            LOG.error("{} of generation {} is not in the store and cannot be held", object.name(), object.generation());
        } else {
            LOG.info("{} is {}", object.name(), held ? "held" : "held no longer");
        }
    }
}
