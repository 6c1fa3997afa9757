package retrace.infra.launcher.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import retrace.infra.launcher.seal.StoreLogObjects;
import retrace.infra.postgres.EmbeddedDatabase;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.recording.CloseReason;
import retrace.kernel.recording.ClosedSegment;
import retrace.kernel.recording.FrameRate;
import retrace.kernel.recording.StoredObject;
import retrace.kernel.recording.View;
import retrace.kernel.session.SessionEvent.SegmentClosed;
import retrace.kernel.wire.WireJson;
import retrace.query.eventlog.verify.Finding;
import retrace.query.eventlog.verify.RecordingsReport;
import retrace.query.eventlog.verify.RecordingsVerification;
import retrace.query.eventlog.verify.Sums;
import retrace.query.eventlog.verify.Watcher;
import retrace.relay.store.ObjectFacts;
import retrace.relay.store.ObjectVersion;
import retrace.relay.store.gcs.GcsSettings;
import retrace.relay.store.gcs.GcsStore;
import retrace.relay.testing.gcs.GcsServer;

/** Of a recording in a bucket the bucket's own sums and generation are compared as well. */
@SuppressWarnings("NullAway.Init") // made before each
class BucketVerificationIT {

    private static final Instant AT = Instant.parse("2026-11-24T12:00:00Z");
    private static final byte[] VIDEO = "a video".getBytes(UTF_8);

    @TempDir
    private Path folder;

    private final SessionId session = SessionId.create();
    private GcsServer server;
    private GcsStore store;
    private EmbeddedDatabase embedded;
    private DataSource database;
    private long sequence;

    @BeforeEach
    void start() throws Exception {
        server = GcsServer.start(InstantSource.system());
        server.bucket("bucket");
        store = GcsStore.open(new GcsSettings(
                "bucket", "recordings/", server.uri(), null, Duration.ofSeconds(5), Duration.ofSeconds(10)));
        embedded = EmbeddedDatabase.start(folder.resolve("postgres"));
        database = new DriverManagerDataSource(embedded.jdbcUrl(), EmbeddedDatabase.USER, "");
        Flyway.configure()
                .dataSource(database)
                .schemas("events")
                .locations("classpath:db/events")
                .load()
                .migrate();
    }

    @AfterEach
    void stop() throws Exception {
        embedded.close();
        server.close();
    }

    private ObjectVersion stored(String name, byte[] content) throws Exception {
        return store.create(name, ObjectFacts.NONE, List.of(ByteBuffer.wrap(content)));
    }

    private static String sumOf(ObjectVersion object) {
        return Objects.requireNonNull(object.crc32c(), "a bucket counts sums");
    }

    /** The event of a recording, as it would be if the store had said so. */
    private void closed(String name, long generation, String crc32c) throws Exception {
        String sha256 = Sums.of(new ByteArrayInputStream(VIDEO), VIDEO.length, OutputStream.nullOutputStream())
                .sha256();
        SegmentClosed event = new SegmentClosed(
                session,
                TeamId.create(),
                new ClosedSegment(
                        SegmentId.create(),
                        new View(1, "Monitor 1", new FrameRate(10), 1920, 1080),
                        AT,
                        AT,
                        AT,
                        1,
                        CloseReason.SESSION_ENDED,
                        new StoredObject(name, generation, VIDEO.length, crc32c, sha256),
                        sequence == 0 ? null : sha256),
                AT);
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO events.domain_event (event_identifier, aggregate_identifier, sequence_number,"
                                + " type, payload_type, payload, meta_data, time_stamp) VALUES (?, ?, ?, 'Session',"
                                + " 'segment-closed', ?, '{}', '')")) {
            insert.setString(1, name);
            insert.setString(2, session.value());
            insert.setLong(3, sequence++);
            insert.setBytes(4, WireJson.mapper().writeValueAsBytes(event));
            insert.executeUpdate();
        }
    }

    private RecordingsReport verify() throws Exception {
        try (Connection connection = database.getConnection();
                RecordingsVerification verification =
                        new RecordingsVerification(connection, new StoreLogObjects(store), 2, Watcher.NOBODY)) {
            return verification.run(null);
        }
    }

    @Test
    void allThatDiffersIsNamed() throws Exception {
        ObjectVersion good = stored("good.mp4", VIDEO);
        closed("good.mp4", good.generation(), sumOf(good));
        assertThat(verify().findings().kept()).isEmpty();

        ObjectVersion again = stored("again.mp4", VIDEO);
        closed("again.mp4", again.generation() - 1, sumOf(again));
        ObjectVersion other = stored("other.mp4", "another".getBytes(UTF_8));
        closed("other.mp4", other.generation(), sumOf(good));
        closed("gone.mp4", 1, sumOf(good));

        assertThat(verify().findings().kept())
                .extracting(Finding::sentence)
                .satisfiesExactly(
                        sentence -> assertThat(sentence)
                                .isEqualTo("The recording again.mp4 is another generation: the store has "
                                        + again.generation() + ", its event says " + (again.generation() - 1) + "."),
                        sentence -> assertThat(sentence)
                                .isEqualTo("The recording other.mp4 was changed: the store counts the CRC32C "
                                        + other.crc32c() + ", its event says " + good.crc32c() + "."),
                        sentence -> assertThat(sentence).startsWith("The recording other.mp4 was changed: its SHA-256"),
                        sentence -> assertThat(sentence).isEqualTo("The recording gone.mp4 is not in the store."));
    }
}
