package retrace.relay.store.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import retrace.relay.store.ObjectFacts;
import retrace.relay.store.ObjectStore;
import retrace.relay.store.ObjectVersion;
import retrace.relay.store.StoreUnavailable;
import retrace.relay.testing.gcs.Bucket;
import retrace.relay.testing.gcs.Fault;
import retrace.relay.testing.gcs.GcsObject;
import retrace.relay.testing.gcs.GcsServer;
import retrace.relay.testing.gcs.Operation;

/** Whatever the service does wrong once: a call that is repeated has done its work once, and nothing else. */
class GcsFaultsTest {

    private static final int ATTEMPTS_MAX = 40;
    private static final Duration SILENCE_MAX = Duration.ofSeconds(1);
    private static final List<Fault> FAULTS = List.of(
            new Fault.Refuse(408),
            new Fault.Refuse(429),
            new Fault.Refuse(500),
            new Fault.Refuse(503),
            new Fault.RefuseAfterDoing(500),
            new Fault.RefuseAfterDoing(503),
            new Fault.CutRequest(),
            new Fault.CutAfterDoing(),
            new Fault.CutAnswer(),
            new Fault.AnswerLate(SILENCE_MAX.plusMillis(300)));

    private static GcsServer server;
    private static int tests;

    private Bucket bucket;
    private ObjectStore store;

    @BeforeAll
    static void start() throws IOException {
        server = GcsServer.start(InstantSource.system());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void open() throws IOException {
        tests++;
        server.faults().none();
        bucket = server.bucket("bucket-" + tests);
        store = GcsStore.open(
                new GcsSettings(bucket.name(), "", server.uri(), null, Duration.ofSeconds(5), SILENCE_MAX));
    }

    private interface Deed {
        void doIt() throws IOException;
    }

    /** As whoever calls the store does. */
    private static void untilItIsDone(Deed deed) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                deed.doIt();
                return;
            } catch (StoreUnavailable e) {
                if (attempt == ATTEMPTS_MAX) {
                    throw e;
                }
            }
        }
    }

    private static List<ByteBuffer> text(String text) {
        return List.of(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private String read(String name) throws IOException {
        try (InputStream in = store.open(name, 0)) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private List<String> names() {
        return bucket.objects().stream().map(GcsObject::name).toList();
    }

    static Stream<Fault> faults() {
        return FAULTS.stream();
    }

    static Stream<Arguments> faultsOfLargeUploads() {
        return Stream.of(Operation.RESUMABLE_START, Operation.RESUMABLE_CHUNK)
                .flatMap(operation -> Stream.concat(FAULTS.stream(), Stream.of(new Fault.KeepLess()))
                        .map(fault -> Arguments.of(operation, fault)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void createsOnce(Fault fault) throws Exception {
        server.faults().next(Operation.MULTIPART_UPLOAD, fault);
        untilItIsDone(() -> store.create("a", ObjectFacts.NONE, text("content")));
        assertThat(names()).containsExactly("a");
        assertThat(read("a")).isEqualTo("content");
    }

    @ParameterizedTest
    @MethodSource("faultsOfLargeUploads")
    void createsWhatIsLargeOnce(Operation operation, Fault fault) throws Exception {
        byte[] content = new byte[(8 << 20) + 1];
        new Random(2).nextBytes(content);
        server.faults().next(operation, fault);
        untilItIsDone(() -> store.create("a", ObjectFacts.NONE, List.of(ByteBuffer.wrap(content))));
        assertThat(names()).containsExactly("a");
        assertThat(Arrays.equals(bucket.objects().getFirst().content(), content))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void composesInStepsOnce(Fault fault) throws Exception {
        List<String> parts = new ArrayList<>();
        for (int number = 0; number < 33; number++) {
            parts.add("a.parts/" + number);
            store.create(parts.getLast(), ObjectFacts.NONE, text(number + " "));
        }
        server.faults().next(Operation.COMPOSE, fault, fault);
        server.faults().next(Operation.DELETE, fault);
        untilItIsDone(() -> store.compose("a", ObjectFacts.NONE, parts));
        assertThat(names()).hasSize(34).contains("a").containsAll(parts);
        assertThat(read("a"))
                .isEqualTo(String.join(
                        "",
                        IntStream.range(0, 33).mapToObj(number -> number + " ").toList()));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void findsAndListsWhatIsThere(Fault fault) throws Exception {
        ObjectVersion created = store.create("a", ObjectFacts.NONE, text("content"));
        server.faults().next(Operation.GET, fault);
        untilItIsDone(() -> assertThat(store.find("a")).contains(created));
        server.faults().next(Operation.LIST, fault);
        untilItIsDone(() -> {
            try (Stream<ObjectVersion> found = store.list("")) {
                assertThat(found).containsExactly(created);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("faults")
    void neverTakesABrokenDownloadForTheWhole(Fault fault) throws Exception {
        byte[] content = new byte[3_000_000];
        new Random(3).nextBytes(content);
        store.create("a", ObjectFacts.NONE, List.of(ByteBuffer.wrap(content)));
        server.faults().next(Operation.DOWNLOAD, fault);
        untilItIsDone(() -> {
            try (InputStream in = store.open("a", 1)) {
                assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(content, 1, content.length));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("faults")
    void holdsAndDeletesForGood(Fault fault) throws Exception {
        long generation = store.create("a", ObjectFacts.NONE, text("content")).generation();
        server.faults().next(Operation.PATCH, fault);
        untilItIsDone(() -> assertThat(store.hold("a", generation, true)).isTrue());
        assertThat(bucket.objects().getFirst().temporaryHold()).isTrue();
        untilItIsDone(() -> store.hold("a", generation, false));
        server.faults().next(Operation.DELETE, fault);
        untilItIsDone(() -> store.delete("a", generation));
        assertThat(names()).isEmpty();
    }

    @Test
    void survivesAServiceThatFailsOneRequestInTen() throws Exception {
        List<Fault> quick = FAULTS.subList(0, FAULTS.size() - 1);
        server.faults().often(0.1, new Random(4), quick);
        List<String> parts = new ArrayList<>();
        for (int number = 0; number < 100; number++) {
            String part = "s.parts/" + number;
            String content = number + " ";
            parts.add(part);
            untilItIsDone(() -> store.create(part, ObjectFacts.NONE, text(content)));
        }
        untilItIsDone(() -> store.compose("s", ObjectFacts.NONE, parts));
        server.faults().none();
        assertThat(names()).hasSize(101).contains("s");
        assertThat(read("s"))
                .isEqualTo(String.join(
                        "",
                        IntStream.range(0, 100).mapToObj(number -> number + " ").toList()));
    }

    @Test
    void saysWhatIsFinal() {
        server.faults().next(Operation.MULTIPART_UPLOAD, new Fault.Refuse(403));
        assertThatThrownBy(() -> store.create("a", ObjectFacts.NONE, text("content")))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("Check the roles of this process's account on the bucket");
        assertThat(names()).isEmpty();
    }
}
