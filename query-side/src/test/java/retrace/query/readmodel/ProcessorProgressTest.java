package retrace.query.readmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static retrace.query.testing.Eventually.eventually;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import retrace.kernel.id.TeamId;
import retrace.query.sessionslog.SessionsLogProjection;
import retrace.query.testing.QuerySideServer;
import retrace.query.testing.SessionStory;

class ProcessorProgressTest {

    private static final ReadModel READ_MODEL = SessionsLogProjection.READ_MODEL;

    private static QuerySideServer server;

    @BeforeAll
    static void start() {
        server = new QuerySideServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void whatAStoppedProcessorHasNotHandledIsCountedAndAged() throws Exception {
        publishSome(1);
        Instant later = Instant.now().plusSeconds(100);
        ProcessorProgress progress = progressAt(() -> later);
        eventually(() -> assertThat(progressAt(() -> later).behind(READ_MODEL)).isEqualTo(Behind.NOT));
        assertThat(progress.status(READ_MODEL).status()).isEqualTo(ReadModelStatus.State.RUNNING);

        StreamingEventProcessor processor = server.processor(READ_MODEL);
        Instant[] now = {later};
        ProcessorProgress watching = progressAt(() -> now[0]);
        watching.status(READ_MODEL);
        processor.shutdownAsync().get(10, TimeUnit.SECONDS);
        try {
            publishSome(3);
            now[0] = later.plusSeconds(1);
            ReadModelStatus status = watching.status(READ_MODEL);
            assertThat(status.status()).isEqualTo(ReadModelStatus.State.STOPPED);
            assertThat(status.behind().events()).isEqualTo(3);
            assertThat(status.behind().seconds()).isBetween(90.0, 102.0);

            publishSome(150);
            now[0] = later.plusSeconds(2);
            assertThat(watching.behind(READ_MODEL).events()).isEqualTo(153);
        } finally {
            processor.start();
        }
        eventually(() -> {
            now[0] = now[0].plusSeconds(1);
            assertThat(watching.behind(READ_MODEL)).isEqualTo(Behind.NOT);
        });
    }

    @Test
    void aNumberThatNoEventEverGotIsNotWaitedFor() {
        publishSome(1);
        skipNumbers();
        publishSome(2);

        eventually(() -> assertThat(progressAt(InstantSource.system()).behind(READ_MODEL))
                .isEqualTo(Behind.NOT));
    }

    @Test
    void anAnswerIsGoodForAWhile() {
        publishSome(1);
        Instant start = Instant.now();
        Instant[] now = {start};
        ProcessorProgress progress = progressAt(() -> now[0]);
        ReadModelStatus first = progress.status(READ_MODEL);

        now[0] = start.plus(ProcessorProgress.FRESH).minusMillis(1);
        assertThat(progress.status(READ_MODEL)).isSameAs(first);
        now[0] = start.plus(ProcessorProgress.FRESH);
        assertThat(progress.status(READ_MODEL)).isNotSameAs(first);
    }

    /** Numbers are lost for good when a transaction that took them is rolled back. */
    private static void skipNumbers() {
        try (var connection = server.bean(DataSource.class).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT nextval(pg_get_serial_sequence('domainevententry', 'globalindex'))"
                    + " FROM generate_series(1, 5)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void publishSome(int count) {
        for (int i = 0; i < count; i++) {
            server.publish(new SessionStory(TeamId.create()).started().told());
        }
    }

    private static ProcessorProgress progressAt(InstantSource clock) {
        Configuration axon = server.bean(Configuration.class);
        return new ProcessorProgress(
                List.of(SessionsLogProjection.PROJECTED),
                name -> axon.eventProcessingConfiguration().eventProcessor(name, StreamingEventProcessor.class),
                name -> SegmentTokens.NONE,
                () -> server.bean(EventStorageEngine.class),
                clock);
    }
}
