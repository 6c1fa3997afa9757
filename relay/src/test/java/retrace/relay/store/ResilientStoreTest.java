package retrace.relay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import retrace.relay.testing.TroubledStore;

class ResilientStoreTest extends ObjectStoreContract {

    private static final StoreCallSettings IMPATIENT = new StoreCallSettings(
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            3,
            Duration.ofMillis(10),
            Duration.ofMillis(20),
            8,
            Duration.ofSeconds(1),
            10,
            Duration.ofMillis(200));

    @TempDir
    Path folder;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private TroubledStore troubled;

    @BeforeEach
    void openStore() throws IOException {
        troubled = new TroubledStore(new FolderStore(folder));
    }

    @Override
    protected ResilientStore store() {
        return resilient(troubled);
    }

    private ResilientStore resilient(ObjectStore store) {
        return new ResilientStore(store, IMPATIENT, meters);
    }

    private static List<ByteBuffer> bytes(int... bytes) {
        byte[] content = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            content[i] = (byte) bytes[i];
        }
        return List.of(ByteBuffer.wrap(content));
    }

    @Test
    void aCreationThatWasDoneAlthoughItSeemedToFailIsFoundToBeDone() throws Exception {
        troubled.creationsToFail.set(1);
        ObjectVersion created = store().create("a", ObjectFacts.NONE, bytes(1, 2, 3));
        assertThat(troubled.find("a")).contains(created);
        assertThat(meters.get("resilience4j.retry.calls")
                        .tag("kind", "successful_with_retry")
                        .functionCounter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aCompositionThatWasDoneAlthoughItSeemedToFailIsFoundToBeDone() throws Exception {
        ResilientStore store = store();
        store.create("1", ObjectFacts.NONE, bytes(1, 2, 3));
        store.create("2", ObjectFacts.NONE, bytes(4));
        troubled.compositionsToFail.set(1);
        ObjectVersion composed = store.compose("whole", ObjectFacts.NONE, List.of("1", "2"));
        assertThat(troubled.find("whole")).contains(composed);
    }

    @Test
    void anotherObjectUnderTheNameIsNotTakenForTheOneThatWasTried() throws Exception {
        ResilientStore store = resilient(new FailsBeforeSomebodyElseWrites(troubled));
        assertThatThrownBy(() -> store.create("a", ObjectFacts.NONE, bytes(1, 2, 3)))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void whatIsFinalIsNotTriedAgain() {
        ResilientStore store = store();
        assertThatThrownBy(() -> store.open("absent", 0)).isInstanceOf(NoSuchFileException.class);
        assertThat(troubled.calls).hasValue(1);
    }

    @Test
    void aStoreThatKeepsFailingIsLeftAloneAndFoundAgainWhenItIsBack() throws Exception {
        ResilientStore store = store();
        troubled.leave();
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> store.find("a")).isInstanceOf(StoreUnavailable.class);
        }
        assertThat(store.isAway()).isTrue();
        assertThat(troubled.calls.get()).isLessThan(30);
        troubled.comeBack();
        while (store.isAway()) {
            try {
                assertThat(store.find("a")).isEmpty();
            } catch (StoreUnavailable e) {
                Thread.sleep(20); // not asked yet
            }
        }
    }

    @Test
    void aCallThatHangsIsGivenUp() {
        StoreCallSettings hasty = new StoreCallSettings(
                Duration.ofMillis(50),
                Duration.ofMillis(50),
                2,
                Duration.ofMillis(10),
                Duration.ofMillis(10),
                8,
                Duration.ofSeconds(1),
                10,
                Duration.ofSeconds(1));
        Deaf deaf = new Deaf(troubled);
        ResilientStore store = new ResilientStore(deaf, hasty, meters);
        try {
            assertThatThrownBy(() -> store.find("a"))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("has not answered within PT0.05S");
        } finally {
            deaf.released.countDown();
        }
    }

    @Test
    void readingThatBreaksOffGoesOnAtThatPlace() throws Exception {
        byte[] content = new byte[100_000];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (i * 31);
        }
        ResilientStore store = resilient(new BreaksOffReading(troubled));
        store.create("a", ObjectFacts.NONE, List.of(ByteBuffer.wrap(content)));
        try (InputStream in = store.open("a", 10)) {
            assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(content, 10, content.length));
        }
    }

    /** Its first creation fails undone, and then somebody else takes the name. */
    private static final class FailsBeforeSomebodyElseWrites extends ForwardingStore {

        FailsBeforeSomebodyElseWrites(ObjectStore store) {
            super(store);
        }

        @Override
        public ObjectVersion create(String name, ObjectFacts facts, List<ByteBuffer> content) throws IOException {
            if (find(name).isEmpty()) {
                super.create(name, facts, List.of(ByteBuffer.allocate(7)));
                throw new StoreUnavailable("cut off", null);
            }
            return super.create(name, facts, content);
        }
    }

    /** Never answers what it is asked to find. */
    private static final class Deaf extends ForwardingStore {

        final CountDownLatch released = new CountDownLatch(1);

        Deaf(ObjectStore store) {
            super(store);
        }

        @Override
        public Optional<ObjectVersion> find(String name) throws IOException {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return super.find(name);
        }
    }

    /** Each stream gives 30,000 bytes and then fails. */
    private static final class BreaksOffReading extends ForwardingStore {

        BreaksOffReading(ObjectStore store) {
            super(store);
        }

        @Override
        public InputStream open(String name, long offset) throws IOException {
            return new FilterInputStream(super.open(name, offset)) {
                private int left = 30_000;

                @Override
                public int read(byte[] target, int at, int length) throws IOException {
                    if (left == 0) {
                        throw new StoreUnavailable("the connection broke", null);
                    }
                    int count = super.read(target, at, Math.min(length, left));
                    left -= Math.max(count, 0);
                    return count;
                }
            };
        }
    }
}
