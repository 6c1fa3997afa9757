package retrace.relay.effects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.axonframework.commandhandling.AnnotationCommandHandlerAdapter;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.HoldId;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.recording.CloseReason;
import retrace.kernel.recording.ClosedSegment;
import retrace.kernel.recording.FrameRate;
import retrace.kernel.recording.StoredObject;
import retrace.kernel.recording.View;
import retrace.kernel.session.SessionCommand.InspectSession;
import retrace.kernel.session.SessionEvent.HoldPlaced;
import retrace.kernel.session.SessionEvent.HoldReleased;
import retrace.kernel.session.SessionEvent.SegmentClosed;
import retrace.kernel.session.SessionEvent.SegmentDeletionDecided;
import retrace.kernel.session.SessionFacts;
import retrace.kernel.team.Actor;
import retrace.relay.store.FolderStore;
import retrace.relay.store.ObjectFacts;
import retrace.relay.store.ObjectHeld;
import retrace.relay.store.ObjectStore;
import retrace.relay.store.ObjectVersion;

class StoreHoldsTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final TeamId TEAM = TeamId.create();
    private static final SessionId SESSION = SessionId.create();
    private static final HoldId HOLD = HoldId.create();
    private static final Actor OWNER = new Actor(AccountId.create(), "Olga");

    @TempDir
    Path folder;

    private final List<ClosedSegment> kept = new ArrayList<>();
    private Set<String> holds = Set.of();
    private ObjectStore store;
    private StoreHolds effect;

    @BeforeEach
    void start() throws IOException {
        store = new FolderStore(folder);
        SimpleCommandBus bus = SimpleCommandBus.builder().build();
        new AnnotationCommandHandlerAdapter<>(this).subscribe(bus);
        effect = new StoreHolds(DefaultCommandGateway.builder().commandBus(bus).build(), store);
    }

    @CommandHandler
    SessionFacts handle(InspectSession command) {
        return new SessionFacts(TEAM, true, false, null, List.of(), List.copyOf(kept), holds);
    }

    private ClosedSegment close(String name) throws IOException {
        ObjectVersion object = store.create(name, ObjectFacts.NONE, List.of(ByteBuffer.wrap(new byte[] {1})));
        ClosedSegment closed = new ClosedSegment(
                SegmentId.create(),
                new View(1, "Main", FrameRate.DEFAULT, 640, 480),
                NOON,
                NOON,
                NOON.plusSeconds(1),
                1,
                CloseReason.SIZE_LIMIT,
                new StoredObject(name, object.generation(), 1, "00000000", "00"),
                null);
        kept.add(closed);
        return closed;
    }

    private boolean canDelete(ClosedSegment segment) throws IOException {
        try {
            return store.delete(segment.object().name(), segment.object().generation());
        } catch (ObjectHeld e) {
            return false;
        }
    }

    private void place() throws Exception {
        holds = Set.of("Case 7");
        effect.on(new HoldPlaced(SESSION, TEAM, HOLD, "Case 7", "asked for", OWNER, NOON));
    }

    private void release() throws Exception {
        holds = Set.of();
        effect.on(new HoldReleased(SESSION, TEAM, HOLD, "Case 7", "over", OWNER, NOON));
    }

    @Test
    void holdsWhatIsKeptUntilTheLastHoldIsReleased() throws Exception {
        ClosedSegment first = close("a");
        ClosedSegment second = close("b");
        place();
        place(); // told twice
        assertThat(canDelete(first)).isFalse();
        assertThat(canDelete(second)).isFalse();
        holds = Set.of("Case 8");
        effect.on(new HoldReleased(SESSION, TEAM, HOLD, "Case 7", "over", OWNER, NOON));
        assertThat(canDelete(first)).isFalse();
        release();
        assertThat(canDelete(first)).isTrue();
        assertThat(canDelete(second)).isTrue();
    }

    @Test
    void holdsWhatIsClosedInAHeldSession() throws Exception {
        place();
        ClosedSegment later = close("a");
        effect.on(new SegmentClosed(SESSION, TEAM, later, NOON));
        assertThat(canDelete(later)).isFalse();
    }

    @Test
    void leavesWhatIsClosedInASessionThatNobodyHolds() throws Exception {
        ClosedSegment segment = close("a");
        effect.on(new SegmentClosed(SESSION, TEAM, segment, NOON));
        assertThat(canDelete(segment)).isTrue();
    }

    /** The event of the placing comes late; the hold has been released since. */
    @Test
    void looksAtTheSessionAsItIsNow() throws Exception {
        ClosedSegment segment = close("a");
        effect.on(new HoldPlaced(SESSION, TEAM, HOLD, "Case 7", "asked for", OWNER, NOON));
        assertThat(canDelete(segment)).isTrue();
    }

    @Test
    void letsGoOfWhatIsDecidedToBeDeleted() throws Exception {
        ClosedSegment segment = close("a");
        place();
        kept.clear();
        release();
        assertThat(canDelete(segment)).isFalse();
        effect.on(new SegmentDeletionDecided(
                SESSION, TEAM, segment.segment(), "a", segment.object().generation(), 90, NOON));
        assertThat(canDelete(segment)).isTrue();
    }

    /** Whoever feeds it tries again then. */
    @Test
    void failsWhereNobodyAnswers() {
        StoreHolds alone = new StoreHolds(
                DefaultCommandGateway.builder()
                        .commandBus(SimpleCommandBus.builder().build())
                        .build(),
                store);
        assertThatThrownBy(() -> alone.on(new HoldPlaced(SESSION, TEAM, HOLD, "Case 7", "asked for", OWNER, NOON)))
                .isInstanceOf(Exception.class);
    }

    @Test
    void isLeftAloneByAReplay() {
        assertThat(new AnnotationEventHandlerAdapter(effect).supportsReset()).isFalse();
    }
}
