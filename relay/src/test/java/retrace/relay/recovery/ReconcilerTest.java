package retrace.relay.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.recording.ClosedSegment;
import retrace.kernel.recording.StoredSegments;
import retrace.kernel.recording.UnsettledSessions;
import retrace.kernel.session.SessionCommand.CloseSegment;
import retrace.kernel.session.SessionCommand.ReportMissing;
import retrace.relay.lease.CarriedSession;
import retrace.relay.store.FolderStore;
import retrace.relay.store.ObjectFacts;
import retrace.relay.store.ObjectStore;
import retrace.relay.store.ObjectVersion;
import retrace.relay.testing.LeaseBook;
import retrace.relay.testing.TestedKeeper;

class ReconcilerTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @TempDir
    Path folder;

    private final TeamId team = TeamId.create();
    private final CarriedSession session = new CarriedSession(SessionId.create(), team, true, null);
    private final SessionBook book = new SessionBook(team);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<UnsettledSessions.Unsettled> unsettled = new ArrayList<>();
    private final List<StoredSegments.Stored> stored = new ArrayList<>();
    private ObjectStore store;
    private TestedKeeper keeper;

    @BeforeEach
    void begin() throws Exception {
        store = new FolderStore(folder);
        LeaseBook.empty();
        keeper = new TestedKeeper("relay-" + UUID.randomUUID(), new AtomicLong(1));
        keeper.keeper.round();
    }

    @AfterEach
    void end() throws Exception {
        keeper.die();
    }

    private void reconcile() throws Exception {
        new Reconciler(
                        store,
                        new Answers(),
                        book,
                        keeper.keeper,
                        new ReconcilerSettings(Duration.ofHours(1), Duration.ofSeconds(80)),
                        new RecoveryMetrics(meters),
                        RandomGenerator.getDefault(),
                        InstantSource.fixed(NOW))
                .round();
    }

    private final class Answers implements QuerySide {
        @Override
        public <T> T ask(Object query, Class<T> answer) {
            Object found = query instanceof UnsettledSessions
                    ? new UnsettledSessions.Found(unsettled)
                    : new StoredSegments.Found(stored);
            return answer.cast(found);
        }
    }

    private double found(String kind) {
        return meters.find("retrace.recovery.findings").tag("kind", kind).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private void running(Instant since) {
        unsettled.add(new UnsettledSessions.Unsettled(session.session(), team, true, false, since));
    }

    @Test
    void aSessionThatRunsAndThatNoRelayCarriesIsSettled() throws Exception {
        running(NOW.minusSeconds(81));

        reconcile();

        assertThat(keeper.keeper.toSettle()).hasSize(1);
        assertThat(found("session-uncarried")).isEqualTo(1);
    }

    @Test
    void aSessionThatMayStillBeWaitingForItsRelayIsLeftAlone() throws Exception {
        running(NOW.minusSeconds(79));

        reconcile();

        assertThat(keeper.keeper.toSettle()).isEmpty();
    }

    @Test
    void aSessionThatARelayCarriesIsLeftAlone() throws Exception {
        assertThat(keeper.keeper.carry(session).isLost()).isFalse();
        running(NOW.minusSeconds(3600));
        leaveParts();

        reconcile();

        assertThat(keeper.keeper.toSettle()).isEmpty();
    }

    @Test
    void partsThatAreLeftAreSettled() throws Exception {
        leaveParts();

        reconcile();

        assertThat(keeper.keeper.toSettle()).hasSize(1);
        assertThat(found("parts-left")).isEqualTo(1);
    }

    private void leaveParts() throws Exception {
        DyingStore dying = new DyingStore(store, DyingStore.Step.PARTS_STORED);
        try (LivingRelay relay = new LivingRelay(session, dying, book, dying::isDead)) {
            relay.showToNobody(6);
        }
    }

    @Test
    void anObjectThatNoEventKnowsIsSaidAndStays() throws Exception {
        store.create("somebody/elses", ObjectFacts.NONE, List.of(ByteBuffer.allocate(3)));
        store.create("quarantine/known", ObjectFacts.NONE, List.of(ByteBuffer.allocate(3)));

        reconcile();

        assertThat(found("object-unknown")).isEqualTo(1);
        assertThat(store.find("somebody/elses")).isPresent();
    }

    @Test
    void aRecordingThatIsThereIsNotSpokenOf() throws Exception {
        close();

        reconcile();

        assertThat(book.taken(ReportMissing.class)).isEmpty();
        assertThat(found("object-missing")).isZero();
    }

    @Test
    void aRecordingThatIsGoneIsToldOnce() throws Exception {
        ClosedSegment segment = close();
        store.delete(segment.object().name(), segment.object().generation());

        reconcile();

        assertThat(book.taken(ReportMissing.class))
                .extracting(ReportMissing::segment)
                .containsExactly(segment.segment());
        assertThat(found("object-missing")).isEqualTo(1);
    }

    @Test
    void aRecordingThatWasExchangedIsTold() throws Exception {
        ClosedSegment segment = close();
        store.delete(segment.object().name(), segment.object().generation());
        ObjectVersion other = store.create(segment.object().name(), ObjectFacts.NONE, List.of(ByteBuffer.allocate(3)));

        reconcile();

        assertThat(book.taken(ReportMissing.class).getFirst().why())
                .contains("generation " + other.generation() + " with 3 bytes");
    }

    private ClosedSegment close() throws Exception {
        try (LivingRelay relay = new LivingRelay(session, store, book, () -> false)) {
            relay.show(3);
        }
        ClosedSegment segment = book.taken(CloseSegment.class).getFirst().segment();
        stored.add(new StoredSegments.Stored(
                session.session(),
                segment.segment(),
                segment.object().name(),
                segment.object().generation(),
                segment.object().sizeBytes(),
                StoredSegments.Expected.THERE));
        return segment;
    }
}
