package retrace.query.web;

import static org.assertj.core.api.Assertions.assertThat;
import static retrace.query.testing.Eventually.eventually;
import static retrace.query.testing.SessionStory.ADA;
import static retrace.query.testing.SessionStory.NOON;
import static retrace.query.testing.SessionStory.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axonframework.config.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.HoldId;
import retrace.kernel.id.LinkId;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.link.LinkEvent;
import retrace.kernel.link.PlayedPart;
import retrace.kernel.link.Purpose;
import retrace.kernel.link.ServedRange;
import retrace.kernel.recording.DueSegments;
import retrace.kernel.team.Plan;
import retrace.kernel.team.Role;
import retrace.kernel.team.Setting;
import retrace.kernel.wire.WireJson;
import retrace.query.testing.Happening;
import retrace.query.testing.QuerySideServer;
import retrace.query.testing.SessionStory;
import retrace.query.testing.TeamStory;

/** What a team is told of itself over HTTP: people, settings, what will be deleted, who has watched. */
class TeamViewsOverHttpTest {

    private static QuerySideServer server;

    private final TeamId team = TeamId.create();
    private final SegmentId segment = SegmentId.create();

    @BeforeAll
    static void start() {
        server = new QuerySideServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void peopleAndSettingsAreTold() {
        server.publish(new TeamStory(team)
                .created(Plan.ENTERPRISE)
                .added(AccountId.create(), "Grace", Role.ADMIN, null)
                .set(Setting.DAYS_KEPT, "90", "30")
                .set(Setting.TIME_ZONE, "UTC", "Europe/Vienna")
                .told());

        eventually(() -> {
            JsonNode grace = json("/api/accounts").at("/items/0");
            assertThat(grace.at("/name").asText()).isEqualTo("Grace");
            assertThat(grace.at("/role").asText()).isEqualTo("ADMIN");
            assertThat(grace.at("/addedBy").isNull()).isTrue();
            assertThat(json("/api/settings/changes").at("/items")).hasSize(2);
        });
        JsonNode settings = json("/api/settings");
        assertThat(settings.at("/team/plan").asText()).isEqualTo("ENTERPRISE");
        assertThat(settings.at("/mayRecord/allowed").asBoolean()).isFalse();
        assertThat(settings.at("/mayRecord/missing").asText()).contains("add-on");
        assertThat(settings.at("/items").findValuesAsText("setting")).contains("DAYS_KEPT", "RECORDING_ON");
        JsonNode newest = json("/api/settings/changes?limit=1");
        assertThat(newest.at("/items/0/after").asText()).isEqualTo("Europe/Vienna");
        assertThat(newest.at("/items/0/by/name").asText()).isEqualTo("Ada Lovelace");
        JsonNode older =
                json("/api/settings/changes?limit=1&after=" + newest.at("/next").asText());
        assertThat(older.at("/items/0/after").asText()).isEqualTo("30");
        assertThat(older.at("/next").isNull()).isTrue();
    }

    @Test
    void whatWillBeDeletedIsToldOverHttpAndOnTheBus() {
        HoldId hold = HoldId.create();
        SegmentId held = SegmentId.create();
        server.publish(new TeamStory(team).created(Plan.ENTERPRISE).told());
        SessionStory gone = new SessionStory(team).started().segmentClosed(segment, view(1));
        server.publish(gone.told());
        server.publish(new SessionStory(team)
                .at(NOON.plusSeconds(60))
                .started()
                .segmentClosed(held, view(1))
                .holdPlaced(hold, "Case 7")
                .told());

        eventually(() -> {
            JsonNode all = json("/api/retention").at("/items");
            assertThat(all).hasSize(2);
            assertThat(all.at("/1/heldFor/0").asText()).isEqualTo("Case 7");
        });
        JsonNode due = json("/api/retention?until=2027-02-22T12:00:30Z");
        assertThat(due.at("/items")).hasSize(1);
        assertThat(due.at("/items/0/session").asText()).isEqualTo(gone.session.value());
        assertThat(due.at("/items/0/dueAt").asText()).isEqualTo("2027-02-22T12:00:01Z");
        assertThat(due.at("/items/0/rule/sentence").asText()).isEqualTo("90 days, the default");
    }

    @Test
    void dueSegmentsAreAnsweredOnTheBus() throws Exception {
        server.publish(new TeamStory(team).created(Plan.ENTERPRISE).told());
        SessionStory story = new SessionStory(team)
                .at(NOON.minusSeconds(400L * 24 * 60 * 60))
                .started()
                .segmentClosed(segment, view(1));
        server.publish(story.told());
        eventually(() -> assertThat(json("/api/retention").at("/items")).hasSize(1));

        DueSegments.Found found = server.bean(Configuration.class)
                .queryGateway()
                .query(new DueSegments(null, 10), DueSegments.Found.class)
                .get(10, TimeUnit.SECONDS);

        assertThat(found.oldestFirst())
                .contains(new DueSegments.Due(
                        story.session,
                        segment,
                        NOON.minusSeconds(400L * 24 * 60 * 60).plusSeconds(1)));
    }

    @Test
    void whoHasWatchedIsTold() {
        SessionStory story = new SessionStory(team).started().segmentClosed(segment, view(1));
        server.publish(story.told());
        LinkId link = LinkId.create();
        server.publish(List.of(
                new Happening(
                        link.value(),
                        0,
                        new LinkEvent.LinkIssued(
                                link, team, story.session, segment, Purpose.PLAY, ADA, NOON.plusSeconds(600), NOON)),
                new Happening(
                        link.value(),
                        1,
                        new LinkEvent.RecordingServed(
                                link,
                                team,
                                story.session,
                                segment,
                                Purpose.PLAY,
                                ADA,
                                "relay since today",
                                1,
                                List.of(new ServedRange(0, 5000, 0, 2500)),
                                NOON.plusSeconds(10))),
                new Happening(
                        link.value(),
                        2,
                        new LinkEvent.RecordingPlayed(
                                link,
                                team,
                                story.session,
                                segment,
                                ADA,
                                List.of(new PlayedPart(0, 2000)),
                                NOON.plusSeconds(11)))));

        eventually(() -> {
            JsonNode watch = json("/api/sessions/" + story.session + "/watches").at("/items/0");
            assertThat(watch.at("/name").asText()).isEqualTo("Ada Lovelace");
            assertThat(watch.at("/ranges/0/toMillis").asLong()).isEqualTo(2500);
            assertThat(watch.at("/share").asDouble()).isEqualTo(0.25);
            assertThat(watch.at("/played/0/toMillis").asLong()).isEqualTo(2000);
            assertThat(watch.at("/playedShare").asDouble()).isEqualTo(0.2);
        });
    }

    @Test
    void theWatchesOfAnotherTeamsSessionAreNotFound() {
        SessionStory story = new SessionStory(TeamId.create()).started();
        server.publish(story.told());
        eventually(() -> assertThat(server.get("/api/sessions/" + story.session + "/watches", story.team)
                        .statusCode())
                .isEqualTo(200));

        for (String session : List.of(story.session.value(), SessionId.create().value(), "nonsense")) {
            HttpResponse<String> answer = server.get("/api/sessions/" + session + "/watches", team);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("UNKNOWN_SESSION");
        }
    }

    @Test
    void aTeamWhoseHistoryIsNotReadYetIsAskedToWait() {
        for (String path : List.of("/api/settings", "/api/retention")) {
            HttpResponse<String> answer = server.get(path, team);
            assertThat(answer.statusCode()).as(path).isEqualTo(503);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(answer.body()).contains("NOT_BUILT_YET");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/api/retention?until=tuesday, 'until'",
        "/api/retention?limit=0, 'limit'",
        "/api/retention?after=x, 'after'",
        "/api/settings/changes?limit=x, 'limit'",
        "/api/settings/changes?after=x, 'after'",
        "/api/sessions/nonsense/watches?limit=201, 'limit'",
        "/api/sessions/nonsense/watches?after=x, 'after'"
    })
    void aQuestionThatMakesNoSenseIsRefusedWithASentence(String path, String parameter) {
        HttpResponse<String> answer = server.get(path, team);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(parsed(answer).at("/code").asText()).isEqualTo("INVALID_QUERY");
        assertThat(parsed(answer).at("/detail").asText())
                .startsWith("'" + parameter + "' is")
                .endsWith(".");
    }

    private JsonNode json(String path) {
        HttpResponse<String> answer = server.get(path, team);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return parsed(answer);
    }

    private static JsonNode parsed(HttpResponse<String> answer) {
        try {
            return WireJson.mapper().readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
