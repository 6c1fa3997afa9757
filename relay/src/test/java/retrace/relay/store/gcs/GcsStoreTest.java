package retrace.relay.store.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import retrace.relay.store.ObjectFacts;
import retrace.relay.store.ObjectStore;
import retrace.relay.store.ObjectStoreContract;
import retrace.relay.store.ObjectVersion;
import retrace.relay.testing.gcs.Bucket;
import retrace.relay.testing.gcs.GcsObject;
import retrace.relay.testing.gcs.GcsServer;
import retrace.relay.testing.gcs.Operation;

class GcsStoreTest extends ObjectStoreContract {

    private static final String KEY = "projects/p/locations/l/keyRings/r/cryptoKeys/k";

    private static GcsServer server;
    private static int tests;

    private Bucket bucket;

    @BeforeAll
    static void start() throws IOException {
        server = GcsServer.start(InstantSource.system());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void makeBucket() {
        tests++;
        bucket = server.bucket("bucket-" + tests);
        bucket.encryptWith(KEY);
    }

    private static GcsSettings settings(String bucket) {
        return new GcsSettings(bucket, "recordings/", server.uri(), KEY, Duration.ofSeconds(5), Duration.ofSeconds(10));
    }

    @Override
    protected ObjectStore store() throws IOException {
        return GcsStore.open(settings(bucket.name()));
    }

    @Test
    void writesDownTheFactsAndEncryptsWithTheKey() throws Exception {
        ObjectFacts facts = new ObjectFacts("video/mp4", Map.of("team", "t"), Instant.parse("2026-11-25T10:00:00Z"));
        store().create("part", facts, List.of(ByteBuffer.wrap(new byte[] {1})));
        store().compose("whole", facts, List.of("part"));
        assertThat(bucket.objects()).extracting(GcsObject::name).containsExactly("recordings/part", "recordings/whole");
        assertThat(bucket.objects()).allSatisfy(object -> {
            assertThat(object.contentType()).isEqualTo("video/mp4");
            assertThat(object.metadata()).isEqualTo(facts.metadata());
            assertThat(object.customTime()).isEqualTo(facts.customTime());
            assertThat(object.kmsKey()).endsWith("/k");
        });
    }

    @Test
    void uploadsWhatIsLargeInChunks() throws Exception {
        byte[] content = new byte[(8 << 20) + 300_000];
        new Random(1).nextBytes(content);
        ByteBuffer whole = ByteBuffer.wrap(content);
        ObjectStore store = store();
        int chunksBefore = server.faults().asked(Operation.RESUMABLE_CHUNK);
        store.create("large", ObjectFacts.NONE, List.of(whole.slice(0, 100), whole.slice(100, content.length - 100)));
        assertThat(server.faults().asked(Operation.RESUMABLE_CHUNK)).isEqualTo(chunksBefore + 2);
        try (InputStream back = store.open("large", 0)) {
            assertThat(back.readAllBytes()).isEqualTo(content);
        }
    }

    @Test
    void composesAnyNumberInStepsAndLeavesNothingBetween() throws Exception {
        ObjectStore store = store();
        List<String> parts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int number = 0; number < 70; number++) {
            parts.add("s.parts/" + number);
            text.append(number).append(' ');
            store.create(
                    parts.getLast(),
                    ObjectFacts.NONE,
                    List.of(ByteBuffer.wrap((number + " ").getBytes(StandardCharsets.US_ASCII))));
        }
        store.compose("s", ObjectFacts.NONE, parts);
        try (InputStream back = store.open("s", 0)) {
            assertThat(new String(back.readAllBytes(), StandardCharsets.US_ASCII))
                    .isEqualTo(text.toString());
        }
        assertThat(bucket.objects()).hasSize(71);
        assertThat(bucket.find("recordings/s").orElseThrow().components()).isEqualTo(70);
    }

    @Test
    void listsMoreThanAPage() throws Exception {
        ObjectStore store = store();
        for (int number = 0; number < 1001; number++) {
            store.create("p/" + number, ObjectFacts.NONE, List.of());
        }
        int pagesBefore = server.faults().asked(Operation.LIST);
        try (Stream<ObjectVersion> found = store.list("p/")) {
            assertThat(found.count()).isEqualTo(1001);
        }
        assertThat(server.faults().asked(Operation.LIST)).isEqualTo(pagesBefore + 2);
    }

    @Test
    void saysWhichBucketIsMissing() {
        assertThatThrownBy(() -> GcsStore.open(settings("no-such-bucket")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("There is no bucket no-such-bucket");
    }

    @Test
    void wantsItsKeyToBeTheBucketsToo() {
        Bucket other = server.bucket("encrypted-by-google");
        assertThatThrownBy(() -> GcsStore.open(settings(other.name())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Make it the bucket's default key too");
    }
}
