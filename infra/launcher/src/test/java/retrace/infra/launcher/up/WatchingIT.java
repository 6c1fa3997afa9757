package retrace.infra.launcher.up;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import retrace.infra.launcher.testing.DemoRetrace;
import tools.jackson.databind.json.JsonMapper;

/** What operators watch by: figures, alerts and dashboard. */
@ResourceLock(DemoRetrace.SHARED)
class WatchingIT {

    private static final Path DEPLOY = Path.of("../deploy");
    private static final Path ALERTS = DEPLOY.resolve("prometheus/retrace-alerts.yml");
    private static final Pattern METRIC = Pattern.compile("\\b(retrace|jvm|process|hikaricp|http_server)_[a-z_]+");

    @RegisterExtension
    static final DemoRetrace DEMO = new DemoRetrace();

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void everyFigureOfAlertsAndDashboardIsOneThatRetraceTells() throws Exception {
        aViewerThatSpeaksAnotherProtocol();

        Set<String> used = new TreeSet<>(metricsIn(expressions(Files.readString(ALERTS, UTF_8), "expr: ")));
        assertThat(used).hasSizeGreaterThan(12);
        used.addAll(metricsIn(dashboard()));
        assertThat(used).hasSizeGreaterThan(30);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(told()).containsAll(used));
    }

    @Test
    void alertsAreFiredWhenTheyShould() throws Exception {
        Process promtool = new ProcessBuilder(
                        "promtool", "test", "rules", DEPLOY.resolve("prometheus/retrace-alerts.test.yml") + "")
                .redirectErrorStream(true)
                .start();
        String said = new String(promtool.getInputStream().readAllBytes(), UTF_8);

        assertThat(promtool.waitFor()).as(said).isZero();
    }

    @Test
    void everyAlertIsExplained() throws Exception {
        String explained = Files.readString(Path.of("../../docs/operators/watching.md"), UTF_8);

        assertThat(expressions(Files.readString(ALERTS, UTF_8), "- alert: "))
                .hasSizeGreaterThan(10)
                .allSatisfy(alert -> assertThat(explained).contains("| " + alert + " |"));
    }

    @Test
    void noTeamsAccountReadsTheFiguresOfAllTeams() throws Exception {
        String password = DEMO.running().newAccounts().stream()
                .filter(account -> account.signInName().equals("demo-owner"))
                .findFirst()
                .orElseThrow()
                .password();

        assertThat(scrape("demo-owner", password).statusCode()).isEqualTo(403);
        assertThat(scrape("*metrics", "wrong").statusCode()).isEqualTo(401);
        assertThat(scrape("*operator", DEMO.running().folder().operatorKey().orElseThrow())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void theKeyToTheFiguresOpensNothingElse() throws Exception {
        for (String other : List.of("/actuator", "/api/operator/teams", "/api/sessions", "/api/endpoints")) {
            assertThat(get(other, "*metrics", DemoRetrace.METRICS_KEY).statusCode())
                    .as(other)
                    .isEqualTo(403);
        }
    }

    private Set<String> told() throws IOException, InterruptedException {
        HttpResponse<String> answer = scrape("*metrics", DemoRetrace.METRICS_KEY);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toSet());
    }

    private HttpResponse<String> scrape(String name, String password) throws IOException, InterruptedException {
        return get("/actuator/prometheus", name, password);
    }

    private HttpResponse<String> get(String path, String name, String password)
            throws IOException, InterruptedException {
        URI at = URI.create(DEMO.running().consoleAddress() + path);
        String basic = Base64.getEncoder().encodeToString((name + ":" + password).getBytes(UTF_8));
        return client.send(
                HttpRequest.newBuilder(at)
                        .header("Authorization", "Basic " + basic)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Refusals are counted from the first on. */
    private static void aViewerThatSpeaksAnotherProtocol() throws IOException {
        URI at = URI.create("vnc://" + DEMO.running().viewerAddress());
        try (Socket viewer = new Socket(at.getHost(), at.getPort())) {
            viewer.getOutputStream().write("GET / HTTP/1".getBytes(US_ASCII));
            viewer.getInputStream().readAllBytes();
        }
    }

    private static List<String> dashboard() {
        return JsonMapper.shared()
                .readTree(DEPLOY.resolve("grafana/retrace.json"))
                .findValuesAsString("expr");
    }

    private static List<String> expressions(String rules, String key) {
        return rules.lines()
                .filter(line -> line.contains(key))
                .map(line -> line.substring(line.indexOf(key) + key.length()))
                .toList();
    }

    private static Set<String> metricsIn(List<String> expressions) {
        return expressions.stream()
                .map(expression -> expression.replaceAll("label_values\\(.*", ""))
                .flatMap(expression -> METRIC.matcher(expression).results().map(MatchResult::group))
                .collect(Collectors.toSet());
    }
}
