package retrace.relay.effects;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import retrace.kernel.id.SegmentId;
import retrace.relay.store.FolderStore;
import retrace.relay.store.ObjectFacts;
import retrace.relay.store.ObjectVersion;
import retrace.relay.testing.StoredNames;
import retrace.relay.testing.TroubledStore;

class RetentionWorkerTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final RetentionSettings SETTINGS = new RetentionSettings(INTERVAL, 500, Duration.ofHours(1));

    @TempDir
    Path folder;

    private final ExpiringRecordings recordings = new ExpiringRecordings();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Instant now = NOON;
    private TroubledStore store;
    private RetentionWorker worker;
    private int objects;

    @BeforeEach
    void start() throws IOException {
        store = new TroubledStore(new FolderStore(folder));
        worker = worker(SETTINGS);
    }

    private RetentionWorker worker(RetentionSettings settings) {
        return new RetentionWorker(
                recordings.queries(),
                recordings.commands(),
                store,
                settings,
                new RetentionMetrics(registry),
                new Random(1),
                () -> now);
    }

    private ObjectVersion object() throws IOException {
        return store.create(
                "team-1/" + ++objects + ".mp4", ObjectFacts.NONE, List.of(ByteBuffer.wrap(new byte[] {1, 2, 3})));
    }

    private SegmentId due(ObjectVersion object) {
        return recordings.due(object, NOON.minusSeconds(1000 - objects));
    }

    @Test
    void whatIsDueIsDeletedAndReportedOnce() throws Exception {
        ObjectVersion object = object();
        SegmentId segment = due(object);

        worker.round();
        worker.round();

        assertThat(store.find(object.name())).isEmpty();
        assertThat(recordings.factsOf(segment)).containsExactly("decided", "expired");
        assertThat(count("deleted")).isEqualTo(1);
    }

    @Test
    void whatIsHeldIsKeptUntilItIsReleased() throws Exception {
        ObjectVersion object = object();
        SegmentId segment = due(object);
        recordings.hold(segment);

        worker.round();
        assertThat(store.find(object.name())).contains(object);
        assertThat(recordings.factsOf(segment)).isEmpty();
        assertThat(count("held")).isEqualTo(1);

        recordings.release(segment);
        worker.round();
        assertThat(store.find(object.name())).isEmpty();
        assertThat(recordings.factsOf(segment)).containsExactly("decided", "expired");
    }

    @Test
    void whatIsLeftOfItsMakingGoesWithIt() throws Exception {
        ObjectVersion object = object();
        SegmentId segment = due(object);
        for (String part : List.of(".parts/header", ".parts/000001", "-of-another")) {
            store.create(object.name() + part, ObjectFacts.NONE, List.of(ByteBuffer.wrap(new byte[] {1})));
        }
        store.deletionsToFail.set(1);

        worker.round();
        assertThat(StoredNames.in(store, "team-1/")).hasSize(4);
        now = now.plus(INTERVAL.multipliedBy(2));
        worker.round();

        assertThat(StoredNames.in(store, "team-1/")).containsExactly(object.name() + "-of-another");
        assertThat(recordings.factsOf(segment)).hasSize(3).endsWith("expired");
    }

    @Test
    void aPartThatCannotBeDeletedIsTriedAgainThoughTheObjectIsGone() throws Exception {
        ObjectVersion object = object();
        SegmentId segment = due(object);
        store.create(object.name() + ".parts/000001", ObjectFacts.NONE, List.of(ByteBuffer.wrap(new byte[] {1})));
        store.delete(object.name(), object.generation());
        store.deletionsToFail.set(2);

        worker.round();
        now = now.plus(INTERVAL.multipliedBy(2));
        worker.round();
        assertThat(recordings.factsOf(segment)).hasSize(2);
        now = now.plus(INTERVAL.multipliedBy(4));
        worker.round();

        assertThat(StoredNames.in(store, "team-1/")).isEmpty();
        assertThat(recordings.factsOf(segment)).hasSize(3).endsWith("expired");
    }

    @Test
    void anObjectThatIsGoneAlreadyCountsAsDeleted() throws Exception {
        ObjectVersion object = object();
        SegmentId segment = due(object);
        store.delete(object.name(), object.generation());

        worker.round();

        assertThat(recordings.factsOf(segment)).containsExactly("decided", "expired");
    }

    @Test
    void anObjectThatWasExchangedStaysAndSaysSo() throws Exception {
        ObjectVersion object = object();
        SegmentId segment = due(object);
        Files.setLastModifiedTime(folder.resolve(object.name()), FileTime.from(NOON.minusSeconds(5)));

        worker.round();

        assertThat(store.find(object.name())).isPresent();
        assertThat(recordings.factsOf(segment)).hasSize(2);
        assertThat(recordings.factsOf(segment).getLast())
                .contains(object.name(), "generation " + object.generation())
                .endsWith("Somebody has exchanged it.");
        assertThat(count("failed")).isEqualTo(1);
    }

    @Test
    void aDeletionThatFailsIsToldAndTriedAgainAfterAGrowingPauseUntilItSucceeds() throws Exception {
        ObjectVersion object = object();
        SegmentId segment = due(object);
        store.deletionsToFail.set(2);

        worker.round();
        assertThat(recordings.factsOf(segment))
                .containsExactly(
                        "decided", "The object store could not delete team-1/1.mp4: the store does not answer");
        assertThat(registry.get("retrace.retention.waiting").gauge().value()).isEqualTo(1);

        now = now.plus(INTERVAL.dividedBy(2)).minusMillis(1);
        worker.round();
        assertThat(count("failed")).isEqualTo(1);

        now = now.plus(INTERVAL);
        worker.round();
        assertThat(count("failed")).isEqualTo(2);

        now = now.plus(INTERVAL).minusMillis(1);
        worker.round();
        assertThat(store.find(object.name())).isPresent();

        now = now.plus(INTERVAL);
        worker.round();
        assertThat(store.find(object.name())).isEmpty();
        assertThat(recordings.factsOf(segment)).hasSize(3).endsWith("expired");
        assertThat(registry.get("retrace.retention.waiting").gauge().value()).isZero();
    }

    @Test
    void aReportThatIsLostIsMadeAgainAlsoByAnotherWorkerAfterARestart() throws Exception {
        ObjectVersion object = object();
        SegmentId segment = due(object);
        recordings.loseReports(1);
        worker.round();
        assertThat(store.find(object.name())).isEmpty();
        assertThat(recordings.factsOf(segment)).containsExactly("decided");

        worker(SETTINGS).round();

        assertThat(recordings.factsOf(segment)).containsExactly("decided", "expired");
    }

    @Test
    void twoWorkersAtATimeDeleteEachRecordingOnce() throws Exception {
        List<SegmentId> segments = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            segments.add(due(object()));
        }
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            RetentionWorker each = worker(SETTINGS);
            workers.add(Thread.ofVirtual().start(() -> {
                try {
                    start.await();
                    each.round();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        start.countDown();
        for (Thread each : workers) {
            each.join();
        }

        assertThat(segments)
                .allSatisfy(segment -> assertThat(recordings.factsOf(segment)).containsExactly("decided", "expired"));
        assertThat(StoredNames.in(store, "team-1/")).isEmpty();
    }

    @Test
    void aRoundTriesNoMoreThanItMay() throws Exception {
        for (int i = 0; i < 5; i++) {
            due(object());
        }
        RetentionWorker few = worker(new RetentionSettings(INTERVAL, 3, Duration.ofHours(1)));

        few.round();
        assertThat(StoredNames.in(store, "team-1/")).containsExactly("team-1/4.mp4", "team-1/5.mp4");

        few.round();
        assertThat(StoredNames.in(store, "team-1/")).isEmpty();
    }

    @Test
    void manyThatFailDoNotKeepOthersFromTheirTurn() throws Exception {
        for (int i = 0; i < RetentionWorker.PAGE + 20; i++) {
            due(object());
        }
        RetentionWorker few = worker(new RetentionSettings(INTERVAL, RetentionWorker.PAGE + 20, Duration.ofHours(1)));
        store.deletionsToFail.set(RetentionWorker.PAGE + 20);
        few.round();
        ObjectVersion last = object();
        due(last);

        few.round();

        assertThat(store.find(last.name())).isEmpty();
    }

    @Test
    void whileNobodySaysWhatIsDueNothingIsDeletedAndTheRoundIsCounted() throws Exception {
        ObjectVersion object = object();
        due(object);
        recordings.beSilent();

        worker.measuredRound();

        assertThat(store.find(object.name())).isPresent();
        assertThat(count("rounds.failed")).isEqualTo(1);
    }

    private double count(String what) {
        return registry.get("retrace.retention." + what).counter().count();
    }
}
