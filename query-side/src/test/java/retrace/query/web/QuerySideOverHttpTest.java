package retrace.query.web;

import static org.assertj.core.api.Assertions.assertThat;
import static retrace.query.testing.Eventually.eventually;
import static retrace.query.testing.SessionStory.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.wire.WireJson;
import retrace.query.config.QuerySideConfiguration;
import retrace.query.testing.QuerySideServer;
import retrace.query.testing.SessionStory;

class QuerySideOverHttpTest {

    private static QuerySideServer server;

    private final TeamId team = TeamId.create();

    @BeforeAll
    static void start() {
        server = new QuerySideServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void whatHappensIsInEveryListSoon() {
        SegmentId segment = SegmentId.create();
        SessionStory story = new SessionStory(team)
                .started()
                .viewOpened(view(1))
                .segmentOpened(segment, view(1))
                .segmentClosed(segment, view(1));
        server.publish(story.told());

        eventually(() -> {
            JsonNode session = json("/api/sessions").at("/items/0");
            assertThat(session.at("/session").asText()).isEqualTo(story.session.value());
            assertThat(session.at("/startedAt").asText()).isEqualTo("2026-11-24T12:00:00Z");
            assertThat(session.has("endedAt")).isTrue();
            assertThat(session.at("/endedAt").isNull()).isTrue();
            assertThat(session.at("/recording/state").asText()).isEqualTo("RECORDING");
            assertThat(json("/api/active-sessions").at("/items/0/monitorName").asText())
                    .isEqualTo("Monitor 1");
            JsonNode recordings = json("/api/sessions/" + story.session + "/recordings");
            assertThat(recordings.at("/items/0/state").asText()).isEqualTo("READY");
            assertThat(recordings.at("/items/0/sizeBytes").asLong()).isEqualTo(123_456);
        });
        eventually(() ->
                assertThat(json("/api/sessions").at("/behind").toString()).isEqualTo("{\"events\":0,\"seconds\":0.0}"));
    }

    @Test
    void aPageLeadsToTheNext() {
        SessionStory older = new SessionStory(team).started();
        SessionStory newer =
                new SessionStory(team).at(SessionStory.NOON.plusSeconds(60)).started();
        server.publish(older.told());
        server.publish(newer.told());
        eventually(() -> assertThat(json("/api/sessions").at("/items")).hasSize(2));

        JsonNode first = json("/api/sessions?limit=1");
        JsonNode second =
                json("/api/sessions?limit=1&after=" + first.at("/next").asText());

        assertThat(first.at("/items/0/session").asText()).isEqualTo(newer.session.value());
        assertThat(second.at("/items/0/session").asText()).isEqualTo(older.session.value());
        assertThat(second.at("/next").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=201",
                "limit=many",
                "after=nonsense",
                "from=yesterday",
                "to=2026-13-01T00:00:00Z",
                "accessKind=SOMETIMES",
                "recording=ready",
                "refused=maybe",
                "held=1"
            })
    void aQuestionThatMakesNoSenseIsRefusedWithASentence(String query) throws IOException {
        HttpResponse<String> answer = server.get("/api/sessions?" + query, team);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = WireJson.mapper().readTree(answer.body());
        assertThat(problem.at("/code").asText()).isEqualTo("INVALID_QUERY");
        assertThat(problem.at("/detail").asText())
                .startsWith("'" + query.substring(0, query.indexOf('=')) + "' is")
                .endsWith(".");
    }

    @Test
    void theRecordingsOfAnotherTeamsSessionAreNotFound() {
        SessionStory story = new SessionStory(TeamId.create()).started();
        server.publish(story.told());
        eventually(() -> assertThat(server.get("/api/sessions/" + story.session + "/recordings", story.team)
                        .statusCode())
                .isEqualTo(200));

        for (String session : List.of(story.session.value(), SessionId.create().value(), "nonsense")) {
            HttpResponse<String> answer = server.get("/api/sessions/" + session + "/recordings", team);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("\"code\":\"UNKNOWN_SESSION\"");
        }
    }

    @Test
    void theLogComesAsCsv() {
        SessionStory story = new SessionStory(team).started();
        server.publish(story.told());
        eventually(() -> assertThat(server.get("/api/sessions.csv", team).body())
                .startsWith("Started,Technician,")
                .contains(story.session.value()));

        HttpResponse<String> answer = server.get("/api/sessions.csv", team);

        assertThat(answer.headers().firstValue("Content-Type")).contains("text/csv;charset=UTF-8");
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"sessions.csv\"");
        assertThat(server.get("/api/sessions.csv?recording=x", team).statusCode())
                .isEqualTo(400);
    }

    @Test
    void theReadModelsTellHowTheyFare() {
        server.publish(new SessionStory(team).started().told());

        eventually(() -> {
            JsonNode readModels = json("/api/read-models");
            assertThat(readModels).hasSize(QuerySideConfiguration.READ_MODELS.size());
            readModels.forEach(readModel -> {
                assertThat(readModel.at("/status").asText()).isEqualTo("RUNNING");
                assertThat(readModel.at("/behind/events").asLong()).isZero();
                assertThat(readModel.at("/position").asLong()).isGreaterThanOrEqualTo(0);
            });
        });
    }

    @Test
    void whoFollowsTheActiveSessionsHearsOfEachChangeOfTheirTeamAlone() throws Exception {
        try (Follower follower = follow(team);
                Follower stranger = follow(TeamId.create())) {
            assertThat(follower.nextItems()).isEmpty();
            assertThat(stranger.nextItems()).isEmpty();

            SessionStory story = new SessionStory(team).started();
            server.publish(story.told());
            follower.awaitItems(story.session.value());

            server.publish(story.viewOpened(view(2)).last());
            eventually(() ->
                    assertThat(follower.next().at("/items/0/monitor").asInt()).isEqualTo(2));

            server.publish(story.ended().last());
            follower.awaitItems();
            assertThat(stranger.heardWithSessions()).isZero();
        }
    }

    @Test
    void aFollowerIsKeptAliveAndForgottenWhenGone() throws Exception {
        Follower follower = follow(team);
        assertThat(follower.awaitComment()).isEqualTo(":keep-alive");
        follower.close();

        // Their places come free again: more than fit at a time can follow one after the other.
        for (int i = 0; i < 2 * QuerySideServer.SUBSCRIBERS_MAX; i++) {
            try (Follower next = follow(team)) {
                assertThat(next.nextItems()).isEmpty();
            }
        }
    }

    @Test
    void moreFollowersThanThereIsRoomForAreTurnedAway() throws Exception {
        List<Follower> followers = new ArrayList<>();
        try {
            while (followers.size() < QuerySideServer.SUBSCRIBERS_MAX) {
                followers.add(follow(team));
            }

            HttpResponse<String> answer = server.get("/api/active-sessions/updates", team);

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("TOO_MANY_SUBSCRIBERS");
        } finally {
            for (Follower follower : followers) {
                follower.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/logs/sessions", "/computers"})
    void theConsolesAddressesAreItsStartPageWhichIsAskedForEachTime(String path) {
        HttpResponse<String> answer = server.get(path, team);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("console of the tests");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-cache");
    }

    @Test
    void theConsolesAssetsNeverChange() {
        HttpResponse<String> answer = server.get("/assets/start-0a1b2c3d.js", team);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control").orElseThrow())
                .contains("max-age=31536000")
                .contains("immutable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/nothing",
                "/media/nothing",
                "/relay/nothing",
                "/actuator/nothing",
                "/assets/gone.js",
                "/gone.js"
            })
    void whatIsNotTheConsolesIsNotAnsweredWithItsStartPage(String path) {
        assertThat(server.get(path, team).statusCode()).isEqualTo(404);
    }

    /** Waits for a place: those of the tests before come free when the next keep-alive finds nobody there. */
    private static Follower follow(TeamId team) {
        AtomicReference<@Nullable Follower> follower = new AtomicReference<>();
        eventually(() -> follower.set(new Follower(team)));
        return Objects.requireNonNull(follower.get());
    }

    private JsonNode json(String path) {
        HttpResponse<String> answer = server.get(path, team);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        try {
            return WireJson.mapper().readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Follows the active sessions as a browser does. */
    private static final class Follower implements AutoCloseable {

        private final InputStream body;
        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        private int withSessions;

        Follower(TeamId team) {
            HttpResponse<InputStream> answer = server.send(
                    server.request("/api/active-sessions/updates", team), HttpResponse.BodyHandlers.ofInputStream());
            body = answer.body();
            if (answer.statusCode() != 200) {
                close();
                throw new AssertionError("status " + answer.statusCode());
            }
            Thread.ofVirtual().start(() -> {
                try (BufferedReader reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
                    reader.lines().forEach(lines::add);
                } catch (IOException | UncheckedIOException e) {
                    lines.add("closed");
                }
            });
        }

        JsonNode next() throws InterruptedException, IOException {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (true) {
                // Comments come all the time, so the wait for each line alone would never be over.
                String line = lines.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                assertThat(line).as("the next list within 20 s").isNotNull();
                if (line.startsWith("event:")) {
                    assertThat(line).isEqualTo("event:active-sessions");
                }
                if (line.startsWith("data:")) {
                    JsonNode sessions = WireJson.mapper().readTree(line.substring("data:".length()));
                    withSessions += sessions.at("/items").isEmpty() ? 0 : 1;
                    return sessions;
                }
            }
        }

        List<String> nextItems() throws InterruptedException, IOException {
            List<String> items = new ArrayList<>();
            next().at("/items").forEach(item -> items.add(item.at("/session").asText()));
            return items;
        }

        void awaitItems(String... sessions) {
            eventually(() -> assertThat(nextItems()).containsExactly(sessions));
        }

        String awaitComment() throws InterruptedException {
            while (true) {
                String line = lines.poll(20, TimeUnit.SECONDS);
                assertThat(line).isNotNull();
                if (line.startsWith(":")) {
                    return line;
                }
            }
        }

        int heardWithSessions() throws InterruptedException, IOException {
            while (!lines.isEmpty()) {
                String line = lines.take();
                if (line.startsWith("data:")) {
                    withSessions += line.contains("\"items\":[]") ? 0 : 1;
                }
            }
            return withSessions;
        }

        @Override
        public void close() {
            try {
                body.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
