package retrace.infra.launcher.up;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import retrace.infra.launcher.security.SignInLimit;
import retrace.infra.launcher.testing.DemoRetrace;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What everything together answers over HTTP, and to whom. */
@ResourceLock(DemoRetrace.SHARED)
class HttpSurfaceIT {

    private static final String NEW_ENDPOINT = """
            {"name": "Till", "platform": "LINUX", "accessKind": "UNATTENDED",
             "monitors": [{"name": "Monitor 1", "host": "127.0.0.1", "port": 5901}]}""";

    @RegisterExtension
    static final DemoRetrace DEMO = new DemoRetrace();

    /** A browser: it keeps cookies. */
    private final CookieManager cookies = new CookieManager();

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private final HttpClient program = HttpClient.newHttpClient();

    @Test
    void tellsWhoIsSignedInByForm() throws Exception {
        assertThat(signIn("demo-admin", password("demo-admin")).statusCode()).isEqualTo(204);

        JsonNode me = json(browser.send(to("/api/me").build(), text()));

        assertThat(me.path("name").asString()).isEqualTo("Demo admin");
        assertThat(me.path("teamName").asString()).isEqualTo("Demo team");
        assertThat(me.path("role").asString()).isEqualTo("ADMIN");
    }

    @Test
    void theSessionCookieIsNotForScriptsNorForForeignPages() throws Exception {
        HttpResponse<String> signedIn = signIn("demo-admin", password("demo-admin"));

        assertThat(signedIn.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("RETRACE_SESSION="))
                .singleElement()
                .asString()
                .contains("HttpOnly")
                .contains("SameSite=Lax");
    }

    @Test
    void nobodyIsSignedInAfterSigningOut() throws Exception {
        signIn("demo-admin", password("demo-admin"));

        assertThat(browser.send(withToken(to("/api/sign-out").POST(HttpRequest.BodyPublishers.noBody())), text())
                        .statusCode())
                .isEqualTo(204);

        assertThat(browser.send(to("/api/me").build(), text()).statusCode()).isEqualTo(401);
    }

    @Test
    void aSessionCookieAloneChangesNothing() throws Exception {
        signIn("demo-owner", password("demo-owner"));

        HttpResponse<String> forged =
                browser.send(post("/api/endpoints", NEW_ENDPOINT).build(), text());

        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(json(forged).path("code").asString()).isEqualTo("CSRF_TOKEN_MISSING");
        assertThat(browser.send(withToken(post("/api/endpoints", NEW_ENDPOINT)), text())
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void aProgramNeedsNoTokenAndGetsNoSession() throws Exception {
        HttpResponse<String> added =
                program.send(as("demo-owner", password("demo-owner"), post("/api/endpoints", NEW_ENDPOINT)), text());

        assertThat(added.statusCode()).isEqualTo(201);
        assertThat(added.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("RETRACE_SESSION"));
    }

    @Test
    void aMemberMayLookAndNotChange() throws Exception {
        HttpResponse<String> looked =
                program.send(as("demo-member", password("demo-member"), to("/api/endpoints")), text());
        HttpResponse<String> changed =
                program.send(as("demo-member", password("demo-member"), post("/api/endpoints", NEW_ENDPOINT)), text());

        assertThat(looked.statusCode()).isEqualTo(200);
        assertThat(changed.statusCode()).isEqualTo(403);
        assertThat(changed.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(changed).path("code").asString()).isEqualTo("ROLE_NOT_ALLOWED");
    }

    @Test
    void whoIsNotSignedInIsToldSoAndNotAskedByTheBrowser() throws Exception {
        for (String path : List.of("/api/me", "/api/endpoints", "/api/sessions", "/api/no-such-thing")) {
            HttpResponse<String> refused = program.send(to(path).build(), text());

            assertThat(refused.statusCode()).as(path).isEqualTo(401);
            assertThat(json(refused).path("code").asString()).isEqualTo("SIGNED_OUT");
            assertThat(refused.headers().firstValue("WWW-Authenticate")).isEmpty();
        }
    }

    @Test
    void wrongPasswordsAreLookedAtOnlySoOften() throws Exception {
        for (int i = 0; i < SignInLimit.FAILURES_MAX; i++) {
            HttpResponse<String> refused = signIn("demo-owner-to-be", "wrong password");
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(json(refused).path("code").asString()).isEqualTo("WRONG_NAME_OR_PASSWORD");
        }

        HttpResponse<String> byForm = signIn("demo-owner-to-be", "wrong password");
        HttpResponse<String> byBasic = program.send(as("demo-owner-to-be", "wrong password", to("/api/me")), text());

        assertThat(byForm.statusCode()).isEqualTo(429);
        assertThat(byBasic.statusCode()).isEqualTo(429);
        assertThat(byForm.headers().firstValue("Retry-After")).contains("300");
    }

    @Test
    void pagesAreHeldToTheirOwnScripts() throws Exception {
        HttpResponse<String> page = program.send(to("/").build(), text());

        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .get()
                .asString()
                .contains("default-src 'self'")
                .contains("frame-ancestors 'none'");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void describesItselfToPrograms() throws Exception {
        JsonNode description = json(program.send(to("/api/openapi").build(), text()));

        assertThat(description.path("paths").propertyNames())
                .contains("/api/me", "/api/endpoints", "/api/sessions", "/api/active-sessions", "/api/read-models");
    }

    @Test
    void tellsEverybodyWhetherItIsWellAndTheOwnerHow() throws Exception {
        JsonNode toAll = json(program.send(to("/actuator/health").build(), text()));
        JsonNode toOwner = json(program.send(as("demo-owner", password("demo-owner"), to("/actuator/health")), text()));
        HttpResponse<String> metrics = program.send(to("/actuator/prometheus").build(), text());

        assertThat(toAll.path("status").asString()).isEqualTo("UP");
        assertThat(toAll.has("components")).isFalse();
        assertThat(toOwner.path("components")
                        .path("projections")
                        .path("details")
                        .propertyNames())
                .contains("sessions-log", "active-sessions", "recording-catalog");
        assertThat(metrics.statusCode()).isEqualTo(401);
    }

    @Test
    void everyRouteSaysWhoMayCallIt() {
        List<HandlerMethod> ours = DEMO
                .running()
                .application()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .values()
                .stream()
                .filter(method -> method.getBeanType().getName().startsWith("retrace."))
                .toList();

        assertThat(ours)
                .hasSizeGreaterThan(10)
                .allSatisfy(method -> assertThat(method.hasMethodAnnotation(RolesAllowed.class)
                                || method.hasMethodAnnotation(PermitAll.class))
                        .as(method.getShortLogMessage())
                        .isTrue());
    }

    private HttpResponse<String> signIn(String name, String password) throws Exception {
        browser.send(to("/api/me").build(), text()); // hands out the token
        String form = "username=" + URLEncoder.encode(name, UTF_8) + "&password=" + URLEncoder.encode(password, UTF_8);
        return browser.send(
                withToken(to("/api/sign-in")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))),
                text());
    }

    private HttpRequest withToken(HttpRequest.Builder request) {
        Optional<HttpCookie> token = cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .findFirst();
        return request.header("X-XSRF-TOKEN", token.orElseThrow().getValue()).build();
    }

    private static HttpRequest as(String name, String password, HttpRequest.Builder request) {
        String credentials = Base64.getEncoder().encodeToString((name + ":" + password).getBytes(UTF_8));
        return request.header("Authorization", "Basic " + credentials).build();
    }

    private static HttpRequest.Builder post(String path, String json) {
        return to(path).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(json));
    }

    private static HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(DEMO.running().consoleAddress() + path));
    }

    private static HttpResponse.BodyHandler<String> text() {
        return HttpResponse.BodyHandlers.ofString();
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    private static String password(String signInName) {
        return DEMO.running().newAccounts().stream()
                .filter(account -> account.signInName().equals(signInName))
                .findFirst()
                .orElseThrow()
                .password();
    }
}
