package retrace.relay.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.recording.CloseReason;
import retrace.kernel.recording.ClosedSegment;
import retrace.kernel.recording.FrameRate;
import retrace.kernel.recording.View;
import retrace.kernel.session.EndReason;
import retrace.kernel.session.SessionCommand;
import retrace.kernel.session.SessionCommand.CloseSegment;
import retrace.kernel.session.SessionCommand.EndSession;
import retrace.kernel.session.SessionCommand.FailSegment;
import retrace.kernel.session.SessionCommand.OpenSegment;
import retrace.kernel.session.SessionCommand.QuarantineSegment;
import retrace.relay.lease.CarriedSession;
import retrace.relay.lease.Lease;
import retrace.relay.recording.encode.H264Check;
import retrace.relay.session.LeasedCommandSide;
import retrace.relay.store.FolderStore;
import retrace.relay.store.ObjectStore;
import retrace.relay.testing.LeaseBook;
import retrace.relay.testing.RecordedVideo;
import retrace.relay.testing.StoredNames;
import retrace.relay.testing.TestedKeeper;

/** What is left by a relay that dies, wherever it was. */
class SessionSettlementTest {

    private static final Instant LAST_SEEN = Instant.parse("2026-11-24T12:00:04Z");

    @TempDir
    Path folder;

    private final TeamId team = TeamId.create();
    private final CarriedSession carried = new CarriedSession(SessionId.create(), team, true, LAST_SEEN);
    private final SessionBook book = new SessionBook(team);
    private ObjectStore store;

    @BeforeEach
    void openStore() throws Exception {
        store = new FolderStore(folder);
    }

    private void settle() throws Exception {
        settle(carried, Lease.UNSHARED);
    }

    private void settle(CarriedSession session, Lease lease) throws Exception {
        new SessionSettlement(
                        store, H264Check::new, book, LocalSpool.NONE, new RecoveryMetrics(new SimpleMeterRegistry()))
                .settle(session, lease);
    }

    private void dieAt(DyingStore.Step step) throws Exception {
        DyingStore dying = new DyingStore(store, step);
        try (LivingRelay relay = new LivingRelay(carried, dying, book, dying::isDead)) {
            relay.showToNobody(6);
        }
        assertThat(dying.isDead()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "PART_STORED_WITHOUT_INDEX, RECOVERED, 2",
        "PARTS_STORED, RECOVERED, 6",
        "HEADER_WRITTEN, RECOVERED, 6",
        "COMPOSED, RECOVERED, 6",
        "REPORTED, SESSION_ENDED, 6",
        "SOME_PARTS_DELETED, SESSION_ENDED, 6"
    })
    void whereverItDiesTheSegmentIsClosedOnceAndNothingIsLeftBesideIt(
            DyingStore.Step step, CloseReason reason, int frames) throws Exception {
        dieAt(step);

        settle();

        ClosedSegment segment = onlySegment();
        assertThat(segment.reason()).isEqualTo(reason);
        assertThat(segment.frames()).isEqualTo(frames);
        assertThat(StoredNames.in(store, "")).containsExactly(segment.object().name());
        RecordedVideo video = new RecordedVideo(folder.resolve(segment.object().name()));
        assertThat(video.decodingErrors()).isEmpty();
        assertThat(video.frames()).hasSize(frames);
        assertThat(book.taken(FailSegment.class)).isEmpty();
        EndSession end = book.taken(EndSession.class).getFirst();
        assertThat(end.reason()).isEqualTo(EndReason.RELAY_LOST);
        assertThat(end.lastSeenAt()).isAfterOrEqualTo(LAST_SEEN);

        List<SessionCommand> before = book.taken();
        settle();
        assertThat(book.taken()).as("settling again changes nothing").isEqualTo(before);
    }

    private ClosedSegment onlySegment() {
        assertThat(book.taken(CloseSegment.class)).hasSize(1);
        return book.taken(CloseSegment.class).getFirst().segment();
    }

    @Test
    void aRecoveryThatDiesItselfIsDoneAgain() throws Exception {
        dieAt(DyingStore.Step.PARTS_STORED);
        for (DyingStore.Step step : List.of(
                DyingStore.Step.PARTS_STORED,
                DyingStore.Step.HEADER_WRITTEN,
                DyingStore.Step.COMPOSED,
                DyingStore.Step.REPORTED,
                DyingStore.Step.SOME_PARTS_DELETED)) {
            ObjectStore whole = store;
            store = new DyingStore(whole, step);
            assertThat(catchThrowable(this::settle)).as(step.name()).isInstanceOf(IOException.class);
            store = whole;
        }

        settle();

        assertThat(StoredNames.in(store, ""))
                .containsExactly(onlySegment().object().name());
        assertThat(book.taken(EndSession.class)).hasSize(1);
    }

    @Test
    void aSegmentWhoseOpeningWasNeverTakenInIsOpenedAndClosed() throws Exception {
        DyingStore dying = new DyingStore(store, DyingStore.Step.PARTS_STORED);
        try (LivingRelay relay = new LivingRelay(carried, dying, book, () -> true)) {
            relay.show(6);
        }

        settle();

        assertThat(book.taken().stream().<Class<?>>map(Object::getClass))
                .containsExactly(OpenSegment.class, CloseSegment.class, EndSession.class);
    }

    @Test
    void aSegmentOfWhichNothingWasStoredHasFailed() throws Exception {
        SegmentId segment = SegmentId.create();
        View view = new View(1, "Main", FrameRate.DEFAULT, 64, 64);
        book.send(new OpenSegment(carried.session(), segment, view, LAST_SEEN)).join();

        settle();

        assertThat(book.taken(FailSegment.class))
                .extracting(FailSegment::segment)
                .containsExactly(segment);
        assertThat(book.taken(EndSession.class)).hasSize(1);
    }

    @Test
    void whatIsDamagedIsPutAsideAndBlocksNothing() throws Exception {
        dieAt(DyingStore.Step.PARTS_STORED);
        String index = StoredNames.in(store, "").stream()
                .filter(name -> name.endsWith("000001.json"))
                .findFirst()
                .orElseThrow();
        Files.writeString(folder.resolve(index), "{");

        settle();

        QuarantineSegment quarantined = book.taken(QuarantineSegment.class).getFirst();
        assertThat(quarantined.why()).contains("000001.json cannot be read");
        assertThat(quarantined.objects()).contains("quarantine/" + index);
        assertThat(StoredNames.in(store, team.value())).isEmpty();
        assertThat(StoredNames.in(store, "quarantine/")).containsExactlyElementsOf(quarantined.objects());
        assertThat(book.taken(EndSession.class)).hasSize(1);
    }

    @Test
    void bytesThatWereExchangedAreNeverClosed() throws Exception {
        dieAt(DyingStore.Step.PARTS_STORED);
        Path part = folder.resolve(StoredNames.in(store, "").stream()
                .filter(name -> name.endsWith("000002"))
                .findFirst()
                .orElseThrow());
        byte[] bytes = Files.readAllBytes(part);
        bytes[bytes.length / 2] ^= 0x55;
        Files.write(part, bytes);

        settle();

        assertThat(book.taken(CloseSegment.class)).isEmpty();
        assertThat(book.taken(QuarantineSegment.class)).hasSize(1);
    }

    @Test
    void whatComesLateFromADiskForASegmentThatIsClosedIsPutAside() throws Exception {
        dieAt(DyingStore.Step.PARTS_STORED);
        List<String> parts = StoredNames.in(store, team.value());
        String lastPart = parts.getLast().replace(".json", "");
        Map<Path, byte[]> late = new HashMap<>();
        for (String name : List.of(lastPart, lastPart + ".json")) {
            late.put(folder.resolve(name), Files.readAllBytes(folder.resolve(name)));
            Files.delete(folder.resolve(name));
        }
        settle();
        for (Map.Entry<Path, byte[]> one : late.entrySet()) {
            Files.createDirectories(one.getKey().getParent());
            Files.write(one.getKey(), one.getValue());
        }

        settle();

        assertThat(StoredNames.in(store, team.value()))
                .containsExactly(onlySegment().object().name());
        assertThat(StoredNames.in(store, "quarantine/"))
                .containsExactly("quarantine/" + lastPart, "quarantine/" + lastPart + ".json");
    }

    @Test
    void aFileThatWasExchangedForAnotherIsPutAsideAndTheSessionEnds() throws Exception {
        dieAt(DyingStore.Step.COMPOSED);
        Path file = folder.resolve(StoredNames.in(store, "").stream()
                .filter(name -> name.endsWith(".mp4"))
                .findFirst()
                .orElseThrow());
        Files.writeString(file, "no video at all");

        settle();

        assertThat(book.taken(CloseSegment.class)).isEmpty();
        assertThat(book.taken(QuarantineSegment.class))
                .singleElement()
                .satisfies(quarantined -> assertThat(quarantined.why()).contains("no header that can be read"));
        assertThat(book.taken(EndSession.class)).hasSize(1);
    }

    /** It stands still in the middle of a segment, is taken for dead, and then really goes on. */
    @Test
    @Timeout(60)
    void aRelayThatWakesAfterItWasTakenForDeadChangesNothing() throws Exception {
        LeaseBook.empty();
        AtomicLong nanos = new AtomicLong(1_000_000_000_000L);
        TestedKeeper zombie = new TestedKeeper("zombie", nanos);
        TestedKeeper other = new TestedKeeper("other", nanos);
        zombie.keeper.round();
        other.keeper.round();
        Lease lease = zombie.keeper.carry(new CarriedSession(carried.session(), team, true, null));
        LivingRelay relay =
                new LivingRelay(carried, lease.guard(store), new LeasedCommandSide(book, lease), () -> false);
        relay.show(6);
        while (StoredNames.in(store, "").size() < 4) { // two parts, each with its index
            Thread.sleep(20);
        }

        TestedKeeper.pass(nanos, 30, other);
        CarriedSession orphan = other.keeper.toSettle().getFirst();
        settle(orphan, other.keeper.leaseOf(orphan.session()));
        List<String> names = StoredNames.in(store, "");
        List<SessionCommand> taken = book.taken();
        Thread awake = Thread.ofVirtual().start(() -> {
            try (relay) {
                relay.showToNobody(6);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        zombie.keeper.beat();
        zombie.keeper.round();
        awake.join();

        assertThat(onlySegment().reason()).isEqualTo(CloseReason.RECOVERED);
        assertThat(StoredNames.in(store, "")).isEqualTo(names).hasSize(1);
        assertThat(book.taken()).isEqualTo(taken);
        zombie.die();
        other.die();
    }
}
