package retrace.infra.launcher.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.serialization.json.JacksonSerializer;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import retrace.infra.postgres.EmbeddedDatabase;
import retrace.kernel.wire.WireJson;
import retrace.query.readmodel.StoredTokens;

/** What another process's projections have come to, as Axon's own store has written it. */
@SuppressWarnings("NullAway.Init") // started before all tests
class StoredTokensTest {

    private static final String NAME = "some-read-model";
    private static final JacksonSerializer SERIALIZER =
            JacksonSerializer.builder().objectMapper(WireJson.mapper()).build();

    @TempDir
    private static Path folder;

    private static EmbeddedDatabase postgres;
    private static DataSource database;

    private Instant now = Instant.now();
    private final StoredTokens tokens = new StoredTokens(database, SERIALIZER, () -> now);

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedDatabase.start(folder);
        database = new DriverManagerDataSource(postgres.jdbcUrl());
        Flyway.configure()
                .dataSource(database)
                .defaultSchema("events")
                .locations("classpath:db/events")
                .load()
                .migrate();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void empty() {
        JdbcClient.create(database).sql("TRUNCATE events.token").update();
    }

    /** The token store of a process of its own. */
    private static JdbcTokenStore storeOf(String process) {
        return JdbcTokenStore.builder()
                .connectionProvider(database::getConnection)
                .serializer(SERIALIZER)
                .schema(TokenSchema.builder()
                        .setTokenTable("events.token")
                        .setProcessorNameColumn("processor_name")
                        .setSegmentColumn("segment")
                        .setTokenColumn("token")
                        .setTokenTypeColumn("token_type")
                        .setTimestampColumn("time_stamp")
                        .setOwnerColumn("owner")
                        .build())
                .contentType(byte[].class)
                .nodeId(process)
                .build();
    }

    private static TrackingToken at(long position, List<Long> gaps) {
        return GapAwareTrackingToken.newInstance(position, gaps);
    }

    private static void begin(JdbcTokenStore store, int segments, @Nullable TrackingToken token) {
        store.initializeTokenSegments(NAME, segments, token);
    }

    @Test
    void aProcessorThatHasNeverRunHasHandledNothingAndNobodyRunsIt() {
        assertThat(tokens.of(NAME).lowerBound()).isNull();
        assertThat(tokens.isClaimed(NAME)).isFalse();
    }

    @Test
    void whatAProcessHasHandledIsToldToAllOthersWithItsGaps() {
        JdbcTokenStore store = storeOf("one");
        begin(store, 1, null);
        assertThat(tokens.of(NAME).lowerBound()).as("nothing yet").isNull();

        store.fetchToken(NAME, 0);
        store.storeToken(at(7, List.of(4L, 5L)), NAME, 0);

        assertThat(tokens.of(NAME).lowerBound()).isEqualTo(at(7, List.of(4L, 5L)));
        assertThat(tokens.isClaimed(NAME)).isTrue();
    }

    @Test
    void severalSegmentsHaveHandledWhatEachOfThemHas() {
        JdbcTokenStore store = storeOf("one");
        begin(store, 2, at(3, List.of()));
        store.fetchToken(NAME, 0);
        store.storeToken(at(9, List.of()), NAME, 0);

        assertThat(tokens.of(NAME).lowerBound()).isEqualTo(at(3, List.of()));
        assertThat(tokens.isClaimed(NAME)).as("nobody runs the second").isFalse();
        storeOf("another").fetchToken(NAME, 1);
        assertThat(tokens.isClaimed(NAME)).isTrue();
    }

    @Test
    void whatIsLetGoIsNobodysAtOnce() {
        JdbcTokenStore store = storeOf("one");
        begin(store, 1, at(3, List.of()));
        store.fetchToken(NAME, 0);

        store.releaseClaim(NAME, 0);

        assertThat(tokens.isClaimed(NAME)).isFalse();
    }

    @Test
    void aProcessThatHasSaidNothingForLongRunsItNoMore() {
        JdbcTokenStore store = storeOf("one");
        begin(store, 1, at(3, List.of()));
        store.fetchToken(NAME, 0);
        now = Instant.now().plus(Duration.ofSeconds(15));
        assertThat(tokens.isClaimed(NAME)).isTrue();

        now = Instant.now().plus(Duration.ofSeconds(25));

        assertThat(tokens.isClaimed(NAME)).isFalse();
        assertThat(tokens.of(NAME).lowerBound())
                .as("what it has handled stays handled")
                .isEqualTo(at(3, List.of()));
    }
}
