package retrace.infra.launcher.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import retrace.infra.launcher.testing.Chromium;
import retrace.infra.launcher.up.NewAccount;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The console as a person uses it: by what is written on it. */
final class Console {

    private final Page page;
    private final String address;
    private final String scenario;

    private Console(Page page, String address, String scenario) {
        this.page = page;
        this.address = address;
        this.scenario = scenario;
    }

    /** @param scenario what its screenshots' names begin with */
    static Console open(BrowserContext person, String address, String scenario) {
        Page page = person.newPage();
        page.navigate(address);
        return new Console(page, address, scenario);
    }

    Page page() {
        return page;
    }

    Console signIn(NewAccount account) {
        page.getByLabel("Username").fill(account.signInName());
        page.getByLabel("Password").fill(account.password());
        screenshot("sign-in");
        button("Sign in").click();
        assertThat(heading("Computers")).isVisible();
        return this;
    }

    void computers() {
        link("Computers").click();
        assertThat(heading("Computers")).isVisible();
    }

    Desktop connect(String computer) {
        button("Connect to " + computer).click();
        return new Desktop(page, scenario).awaitLive();
    }

    /** A second page of the same person, that is never loaded again. */
    Console activeSessions() {
        Console other = new Console(page.context().newPage(), address, scenario + "-active");
        other.page.navigate(address + "/logs/active-sessions");
        assertThat(other.page.getByText("Live", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        return other;
    }

    void sessions() {
        link("Sessions").click();
        assertThat(heading("Sessions")).isVisible();
    }

    /** Opens what was recorded of the newest session of a computer. */
    Recordings recordings(String computer) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Recordings of " + computer))
                .first()
                .click();
        return new Recordings(page, scenario);
    }

    /** Opens what happened to the newest session of a computer. */
    Locator timeline(String computer) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Timeline of " + computer))
                .first()
                .click();
        Locator dialog = page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Timeline"));
        assertThat(dialog).isVisible();
        return dialog;
    }

    /** What the API says, asked with the page's cookies. */
    JsonNode get(String path) {
        return JsonMapper.shared().readTree(page.request().get(address + path).text());
    }

    /** The newest session in the log. */
    JsonNode newestSession() {
        return get("/api/sessions?limit=1").path("items").get(0);
    }

    JsonNode recordingsOf(JsonNode session) {
        return get("/api/sessions/" + session.path("session").asString() + "/recordings")
                .path("items");
    }

    JsonNode coverageOf(JsonNode session) {
        return get("/api/sessions/" + session.path("session").asString() + "/recordings")
                .path("coverage");
    }

    void screenshot(String step) {
        Chromium.screenshot(page, scenario + "-" + step);
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator link(String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator heading(String name) {
        return page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
