package retrace.infra.launcher.access;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import retrace.infra.launcher.access.AccessTable.Route;
import retrace.infra.launcher.access.Client.Answer;
import retrace.infra.launcher.testing.DemoRetrace;
import retrace.relay.testing.ScriptedViewer;
import tools.jackson.databind.JsonNode;

/** Every row of the table of routes, tried with every role, with nobody, and by another team. */
@ResourceLock(DemoRetrace.SHARED)
@SuppressWarnings("NullAway.Init") // started before all
class AccessIT {

    private static final List<String> ROLES = List.of("OWNER", "ADMIN", "MEMBER", "OPERATOR", "nobody");

    /** What each call needs in its body to get as far as the identifiers. */
    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry("PUT /api/endpoints/{endpoint}/streamer-version", "{\"streamerVersion\": \"9.9\"}"),
            Map.entry("PUT /api/endpoints/{endpoint}/streamer-tls", "{\"rule\": \"ENCRYPTED\"}"),
            Map.entry("PUT /api/endpoints/{endpoint}/streamer-login", "{\"password\": \"geheim12\"}"),
            Map.entry(
                    "POST /api/sessions",
                    "{\"endpoint\": \"%s\", \"viewer\": \"CONSOLE\", \"technicianPlatform\": \"LINUX\"}"),
            Map.entry("POST /api/sessions/{session}/views", "{\"monitor\": 1}"),
            Map.entry("PUT /api/sessions/{session}/frame-rate", "{\"frameRate\": 5}"),
            Map.entry("POST /api/sessions/{session}/holds", "{\"caseName\": \"Case\", \"reason\": \"Reason\"}"),
            Map.entry("POST /api/sessions/{session}/holds/{hold}/release", "{\"reason\": \"Reason\"}"),
            Map.entry("POST /api/segments/{segment}/links", "{\"session\": \"%s\", \"purpose\": \"PLAY\"}"),
            Map.entry("POST /api/links/{link}/played", "{\"parts\": [{\"fromMillis\": 0, \"toMillis\": 1000}]}"),
            Map.entry("PUT /api/accounts/{account}/role", "{\"role\": \"OWNER\"}"),
            Map.entry("PUT /api/accounts/{account}/password", "{\"password\": \"correct horse\"}"));

    @RegisterExtension
    static final DemoRetrace DEMO = new DemoRetrace();

    private static Client client;
    /** Identifiers of what the demo team has, by their name in a path; and a moment when it had all of it. */
    private static Map<String, String> ofDemoTeam;

    @BeforeAll
    static void start() throws Exception {
        client = new Client(DEMO.running());
        Map<String, String> recorded = recordSomething();
        String team =
                client.call("OPERATOR", "POST", "/api/operator/teams", """
                {"name": "Other team", "plan": "ENTERPRISE", "addOns": ["CLOUD_SESSION_RECORDING"]}""").text("team");
        assertThat(client.call("OPERATOR", "POST", "/api/operator/teams/" + team + "/owners", """
                {"signInName": "stranger", "name": "Stranger", "password": "%s"}""".formatted(
                                        Client.STRANGERS_PASSWORD))
                        .status())
                .isEqualTo(201);
        ofDemoTeam = new HashMap<>(recorded);
        ofDemoTeam.put("at", Instant.now().toString());
    }

    /** A session with a recording that is finished and held. */
    private static Map<String, String> recordSomething() throws Exception {
        String endpoint = demoDesktops().getFirst();
        Answer started = client.call("OWNER", "POST", "/api/sessions", """
                {"endpoint": "%s", "viewer": "VNC_VIEWER", "technicianPlatform": "LINUX"}""".formatted(endpoint));
        String session = started.text("session");
        try (ScriptedViewer viewer =
                new ScriptedViewer(started.json().path("viewerPort").asInt())) {
            viewer.enter(started.text("ticket")).ask().drain();
            Awaitility.await("a recording").until(() -> recordings(session).size() > 0);
        }
        Awaitility.await("a finished recording")
                .until(() -> recordings(session).get(0).path("state").asString().equals("READY"));
        String segment = recordings(session).get(0).path("segment").asString();
        String hold = client.call("OWNER", "POST", "/api/sessions/" + session + "/holds", """
                {"caseName": "Case", "reason": "Reason"}""")
                .text("hold");
        String account = client.call("OWNER", "POST", "/api/accounts", """
                {"signInName": "mia", "name": "Mia", "role": "MEMBER", "password": "correct horse"}""").text("account");
        String link = client.call("OWNER", "POST", "/api/segments/" + segment + "/links", """
                {"session": "%s", "purpose": "PLAY"}""".formatted(session))
                .text("link");
        return Map.ofEntries(
                entry("endpoint", endpoint),
                entry("session", session),
                entry("segment", segment),
                entry("hold", hold),
                entry("link", link),
                entry("account", account));
    }

    private static List<String> demoDesktops() throws Exception {
        return client.get("OWNER", "/api/endpoints")
                .path("items")
                .valueStream()
                .filter(item -> item.path("name").asString().equals("Demo desktop"))
                .map(item -> item.path("endpoint").asString())
                .toList();
    }

    private static JsonNode recordings(String session) throws Exception {
        return client.get("OWNER", "/api/sessions/" + session + "/recordings").path("items");
    }

    @Test
    void theTableHasEveryRouteAndNoOther() throws Exception {
        assertThat(AccessTable.routes().stream().map(Route::toString))
                .containsExactlyInAnyOrderElementsOf(client.mappedApiRoutes());
    }

    /** With identifiers of nothing, so that whoever is let in changes nothing. */
    @TestFactory
    Stream<DynamicTest> eachRouteLetsInWhomTheTableSays() throws Exception {
        return AccessTable.routes().stream()
                .flatMap(route ->
                        ROLES.stream().map(role -> dynamicTest(route + " as " + role, () -> tryRoute(route, role))));
    }

    private static void tryRoute(Route route, String role) throws Exception {
        Answer answer = client.call(role, route.method(), Client.filledWithNothing(route.path()), "{}");
        if (route.allows(role)) {
            assertThat(answer.status()).as(answer.body()).isNotIn(401, 403).isLessThan(500);
        } else {
            assertThat(answer.status()).as(answer.body()).isEqualTo(role.equals("nobody") ? 401 : 403);
            assertThat(answer.text("detail")).endsWith(".");
        }
    }

    @TestFactory
    Stream<DynamicTest> anotherTeamsIdentifiersAreUnknown() throws Exception {
        return AccessTable.routes().stream()
                .filter(route -> route.otherTeam().isPresent())
                .map(route -> dynamicTest(route.toString(), () -> tryAsStranger(route)));
    }

    private static void tryAsStranger(Route route) throws Exception {
        String body = BODIES.getOrDefault(route.toString(), "{}");
        String about = route.path().contains("{segment}") ? "session" : "endpoint";
        Answer answer = client.call(
                "STRANGER",
                route.method(),
                Client.filled(route.path(), ofDemoTeam),
                body.formatted(ofDemoTeam.get(about)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(404);
        assertThat(answer.text("code")).isEqualTo(route.otherTeam().orElseThrow());
    }

    @TestFactory
    Stream<DynamicTest> whatIsListedToATeamIsItsOwn() throws Exception {
        return AccessTable.routes().stream()
                .filter(route -> route.method().equals("GET")
                        && !route.path().replace("{at}", "").contains("{"))
                .filter(route -> !route.path().startsWith("/api/operator"))
                .filter(route -> route.allows("OWNER"))
                .map(route -> dynamicTest(
                        route.toString(),
                        () -> assertThat(client.call("STRANGER", "GET", Client.filled(route.path(), ofDemoTeam), "")
                                        .body())
                                .doesNotContain(ofDemoTeam.get("session"), ofDemoTeam.get("segment"))
                                .doesNotContain(ofDemoTeam.get("hold"), ofDemoTeam.get("account"))
                                // In the name of all else that the demo team has; an endpoint's identifier the
                                // stranger has brought along, and finds in the log of refusals.
                                .doesNotContain("Demo")));
    }

    @Test
    void nothingThatAStrangerTriedHasChangedAnything() throws Exception {
        for (Route route : AccessTable.routes()) {
            if (route.otherTeam().isPresent()) {
                tryAsStranger(route);
            }
        }

        assertThat(demoDesktops()).hasSize(1);
        assertThat(client.call("MIA", "GET", "/api/me", "").text("role")).isEqualTo("MEMBER");
    }
}
