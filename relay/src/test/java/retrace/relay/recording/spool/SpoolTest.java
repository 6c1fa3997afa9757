package retrace.relay.recording.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;
import retrace.relay.store.FolderStore;
import retrace.relay.store.ObjectFacts;
import retrace.relay.testing.StoredNames;
import retrace.relay.testing.TemporarySpool;
import retrace.relay.testing.TroubledStore;

class SpoolTest {

    private static final int PART_BYTES = 100_000;

    @TempDir
    Path stored;

    @TempDir
    Path folder;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SessionId session = SessionId.create();
    private final SegmentId segment = SegmentId.create();
    private TroubledStore store;

    @BeforeEach
    void openStore() throws IOException {
        store = new TroubledStore(new FolderStore(stored));
    }

    private Spool spool() throws IOException {
        return spool(TemporarySpool.settings(folder));
    }

    private Spool spool(SpoolSettings settings) throws IOException {
        return new Spool(settings, store, meters, InstantSource.system());
    }

    private SpooledPart part(int number) {
        byte[] media = new byte[PART_BYTES];
        media[0] = (byte) number;
        return new SpooledPart(
                segment,
                "t/" + number,
                "t/" + number + ".json",
                Instant.EPOCH,
                ByteBuffer.wrap(new byte[] {'{', '}'}),
                List.of(ByteBuffer.wrap(media, 0, 10), ByteBuffer.wrap(media, 10, PART_BYTES - 10)));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(session.value()))) {
            return files.sorted().toList();
        }
    }

    private byte[] stored(String name) throws IOException {
        try (InputStream in = store.open(name, 0)) {
            return in.readAllBytes();
        }
    }

    @Test
    void partsGoToTheStoreAndAreThenGoneFromTheSpool() throws Exception {
        try (Spool spool = spool()) {
            SessionSpool parts = spool.begin(session, store);
            parts.put(part(1));
            parts.put(part(2));
            parts.awaitStored(segment);
            assertThat(StoredNames.in(store, "t/")).containsExactly("t/1", "t/1.json", "t/2", "t/2.json");
            assertThat(stored("t/2")).hasSize(PART_BYTES).startsWith(2);
            assertThat(files()).isEmpty();
            assertThat(spool.room().bytes()).isZero();
            parts.finish();
        }
        assertThat(meters.get("retrace.spool.durable").timer().count()).isEqualTo(2);
    }

    @Test
    void whatAnEarlierProcessHasLeftIsUploadedWhenTheStoreIsBack() throws Exception {
        store.leave();
        try (Spool spool = spool()) {
            SessionSpool parts = spool.begin(session, store);
            parts.put(part(1));
            parts.put(part(2));
            assertThat(spool.parts()).isEqualTo(2);
        }
        Files.write(folder.resolve(session.value()).resolve("00000003.part.unfinished"), new byte[] {1});
        try (Spool spool = spool()) {
            assertThat(spool.leftovers()).containsExactly(session);
            assertThat(spool.room().bytes()).isGreaterThan(2 * PART_BYTES);
            store.comeBack();
            spool.uploadLeftovers(session);
            assertThat(spool.leftovers()).isEmpty();
            assertThat(StoredNames.in(store, "t/")).containsExactly("t/1", "t/1.json", "t/2", "t/2.json");
        }
    }

    @Test
    void aPartThatIsInTheStoreAlreadyIsNoTrouble() throws Exception {
        store.create("t/1", ObjectFacts.NONE, part(1).media());
        try (Spool spool = spool()) {
            SessionSpool parts = spool.begin(session, store);
            parts.put(part(1));
            parts.awaitStored(segment);
        }
        assertThat(StoredNames.in(store, "t/")).containsExactly("t/1", "t/1.json");
    }

    @Test
    void aDamagedPartIsPutAsideByNameAndBlocksNoOther() throws Exception {
        store.leave();
        try (Spool spool = spool()) {
            SessionSpool parts = spool.begin(session, store);
            parts.put(part(1));
            parts.put(part(2));
            Path first = files().getFirst();
            byte[] bytes = Files.readAllBytes(first);
            bytes[bytes.length / 2] ^= 1;
            Files.write(first, bytes);
            store.comeBack();

            assertThatThrownBy(() -> parts.awaitStored(segment))
                    .isInstanceOf(PartDamaged.class)
                    .hasMessageContaining(session + "-00000001.part");
            assertThat(StoredNames.in(store, "t/")).containsExactly("t/2", "t/2.json");
            assertThat(spool.putAside()).containsExactly(folder.resolve("damaged/" + session + "-00000001.part"));
            assertThat(spool.putAside().getFirst()).hasBinaryContent(bytes);
        }
    }

    @Test
    void damagedLeftoversArePutAsideToo() throws Exception {
        Path left = Files.createDirectories(folder.resolve(session.value()));
        Files.write(left.resolve("00000001.part"), new byte[] {1, 2, 3});
        Files.write(left.resolve("00000002.part"), new byte[100]);
        try (Spool spool = spool()) {
            spool.uploadLeftovers(session);
            assertThat(spool.putAside()).hasSize(2);
        }
    }

    @Test
    void recordingIsNotPossibleFromSomeWayBeforeTheSpoolIsFullUntilThereIsRoomAgain() throws Exception {
        store.leave();
        SpoolSettings small = new SpoolSettings(folder, 1 << 20, 0, Duration.ofMillis(20), Duration.ofMillis(100), 1);
        try (Spool spool = spool(small)) {
            SessionSpool parts = spool.begin(session, store);
            for (int number = 1; number <= 9; number++) {
                parts.put(part(number));
            }
            assertThat(spool.room().whyNot()).isEmpty();
            parts.put(part(10));
            assertThat(spool.room().whyNot())
                    .hasValueSatisfying(why -> assertThat(why).contains("no room left"));
            Thread eleventh = Thread.ofVirtual().start(() -> {
                try {
                    parts.put(part(11));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            assertThat(eleventh.join(Duration.ofMillis(300)))
                    .as("it is written")
                    .isFalse();

            store.comeBack();
            assertThat(eleventh.join(Duration.ofSeconds(10))).isTrue();
            parts.awaitStored(segment);
            assertThat(spool.room().whyNot()).isEmpty();
        }
        assertThat(StoredNames.in(store, "t/")).hasSize(22);
    }

    @Test
    void aDiskWithTooLittleSpaceLeftIsNotFilledUp() throws Exception {
        SpoolSettings greedy = new SpoolSettings(
                folder, 1 << 20, Long.MAX_VALUE / 4, Duration.ofMillis(20), Duration.ofMillis(100), 1);
        try (Spool spool = spool(greedy)) {
            assertThat(spool.room().whyNot())
                    .hasValueSatisfying(why -> assertThat(why).contains("nearly full"));
        }
    }

    @Test
    void twoRelaysDoNotShareASpool() throws Exception {
        try (Spool spool = spool()) {
            assertThat(spool.parts()).isZero();
            assertThatThrownBy(this::spool)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("in use by another relay");
        }
    }
}
