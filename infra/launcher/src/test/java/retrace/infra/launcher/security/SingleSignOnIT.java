package retrace.infra.launcher.security;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import retrace.command.team.Accounts;
import retrace.infra.launcher.testing.Chromium;
import retrace.infra.launcher.up.Options;
import retrace.infra.launcher.up.RunningRetrace;
import retrace.kernel.team.Plan;
import retrace.relay.testing.Program;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** People and programs come in by a real OpenID Connect provider, into the team and the role that it claims. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init") // started before all
class SingleSignOnIT {

    private static final Map<String, Map<String, Object>> CLAIMS = new ConcurrentHashMap<>(Map.of(
            "zoe",
            Map.of("team", "My team", "role", "admin", "name", "Zoë Ångström"),
            "max",
            Map.of("team", "My team", "role", List.of("stranger", "member")),
            "eve",
            Map.of("team", "Nowhere", "role", "owner"),
            "kim",
            Map.of("team", "My team"),
            "amy",
            Map.of("team", "Amy's team", "role", "owner"),
            TokenIssuer.CLIENT,
            Map.of("team", "My team", "role", "member")));

    @TempDir
    private static Path folder;

    private static int issuerPort;
    /** Null as long as it is away: until the first test that needs it. */
    private static @Nullable TokenIssuer issuer;

    private static RunningRetrace retrace;
    private static Chromium chromium;

    @BeforeAll
    static void start() throws Exception {
        int port = Program.freePort();
        issuerPort = Program.freePort();
        retrace = RunningRetrace.start(
                new Options(
                        folder,
                        port,
                        "127.0.0.1",
                        0,
                        false,
                        "My team",
                        false,
                        Map.of(
                                "retrace.security.single-sign-on.issuer", "http://127.0.0.1:" + issuerPort,
                                "retrace.security.single-sign-on.client-id", TokenIssuer.CLIENT,
                                "retrace.security.single-sign-on.client-secret", TokenIssuer.CLIENT_SECRET)),
                new PrintWriter(Writer.nullWriter()));
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        if (issuer != null) {
            issuer.close();
        }
        retrace.close();
    }

    private static TokenIssuer issuer() {
        if (issuer == null) {
            issuer = TokenIssuer.start(issuerPort, retrace.consoleAddress() + "/login/oauth2/code/provider", CLAIMS);
        }
        return issuer;
    }

    private static Page goToProvider(BrowserContext person) {
        Page page = person.newPage();
        page.navigate(retrace.consoleAddress());
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign in with single sign-on"))
                .click();
        return page;
    }

    private static Page signIn(BrowserContext person, String name) {
        issuer();
        Page page = goToProvider(person);
        page.getByLabel("Username").fill(name);
        page.getByLabel("Password").fill(TokenIssuer.PASSWORD);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
        return page;
    }

    private static JsonNode me(Page page) {
        return JsonMapper.shared()
                .readTree(
                        page.request().get(retrace.consoleAddress() + "/api/me").text());
    }

    /** The first of all: once it has been there, Retrace knows how one signs in at it. */
    @Test
    @Order(1)
    void whoeverComesWhileTheProviderIsAwayIsToldSoInTheConsole() {
        try (BrowserContext person = chromium.person()) {
            Page page = goToProvider(person);
            assertThat(page.getByText("Your sign-in provider cannot be reached. Try again in a minute"))
                    .isVisible();
            assertThat(page.getByLabel("Username")).isVisible(); // of Retrace's own way in
            Chromium.screenshot(page, "single-sign-on-away");
        }
    }

    @Test
    void theLastOwnerStaysOneWhateverIsClaimed() {
        retrace.application().getBean(Accounts.class).createTeam("Amy's team", Plan.BUSINESS, Set.of());
        try (BrowserContext person = chromium.person()) {
            assertThat(me(awaitConsole(signIn(person, "amy"))).path("role").asString())
                    .isEqualTo("OWNER");
        }
        CLAIMS.put("amy", Map.of("team", "Amy's team", "role", "member"));
        try (BrowserContext person = chromium.person()) {
            assertThat(me(awaitConsole(signIn(person, "amy"))).path("role").asString())
                    .isEqualTo("OWNER");
        }
    }

    @Test
    void aPersonComesIntoTheTeamAndTheRoleThatIsClaimed() {
        try (BrowserContext person = chromium.person()) {
            Page page = signIn(person, "zoe");
            awaitConsole(page);
            assertThat(me(page).path("name").asString()).isEqualTo("Zoë Ångström");
            assertThat(me(page).path("role").asString()).isEqualTo("ADMIN");
            Chromium.screenshot(page, "single-sign-on");
        }
    }

    @Test
    void aRoleIsTodaysAndNotThatOfTheFirstSignIn() {
        try (BrowserContext person = chromium.person()) {
            assertThat(me(awaitConsole(signIn(person, "max"))).path("role").asString())
                    .isEqualTo("MEMBER");
        }
        CLAIMS.put("max", Map.of("team", "My team", "role", "admin"));
        try (BrowserContext person = chromium.person()) {
            assertThat(me(awaitConsole(signIn(person, "max"))).path("role").asString())
                    .isEqualTo("ADMIN");
        }
    }

    private static Page awaitConsole(Page page) {
        assertThat(page.getByRole(
                        AriaRole.HEADING,
                        new Page.GetByRoleOptions().setName("Computers").setExact(true)))
                .isVisible();
        return page;
    }

    @Test
    void whoeverHasNoRoleOrNoTeamHereIsToldSo() {
        try (BrowserContext person = chromium.person()) {
            assertThat(signIn(person, "eve").getByText("names a team that is not here"))
                    .isVisible();
        }
        try (BrowserContext person = chromium.person()) {
            Page page = signIn(person, "kim");
            assertThat(page.getByText("has no role in Retrace")).isVisible();
            Chromium.screenshot(page, "single-sign-on-refused");
            assertThat(page.request().get(retrace.consoleAddress() + "/api/me").status())
                    .isEqualTo(401);
        }
    }

    @Test
    void aProgramComesInWithATokenOfTheProvider() throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        String client = Base64.getEncoder().encodeToString(("retrace:" + TokenIssuer.CLIENT_SECRET).getBytes(UTF_8));
        HttpResponse<String> granted = http.send(
                HttpRequest.newBuilder(URI.create(issuer().address() + "/oauth2/token"))
                        .header("Authorization", "Basic " + client)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        String token = JsonMapper.shared()
                .readTree(granted.body())
                .path("access_token")
                .asString();

        HttpResponse<String> me = http.send(withToken(token), HttpResponse.BodyHandlers.ofString());
        HttpResponse<String> forged = http.send(
                withToken(token.substring(0, token.length() - 4) + "AAAA"), HttpResponse.BodyHandlers.ofString());

        assertThat(me.statusCode()).as(me.body()).isEqualTo(200);
        assertThat(JsonMapper.shared().readTree(me.body()).path("role").asString())
                .isEqualTo("MEMBER");
        assertThat(forged.statusCode()).isEqualTo(401);
        assertThat(forged.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    private static HttpRequest withToken(String token) {
        return HttpRequest.newBuilder(URI.create(retrace.consoleAddress() + "/api/me"))
                .header("Authorization", "Bearer " + token)
                .build();
    }
}
