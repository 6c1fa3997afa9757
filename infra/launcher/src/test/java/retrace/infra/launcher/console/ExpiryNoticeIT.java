package retrace.infra.launcher.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import retrace.infra.launcher.testing.Chromium;
import retrace.infra.launcher.up.NewAccount;
import retrace.infra.launcher.up.Options;
import retrace.infra.launcher.up.RunningRetrace;

/** What the console says when a session's time is nearly over, with seconds for hours. */
class ExpiryNoticeIT {

    private static final String DEMO = "Demo desktop";

    @TempDir
    private Path folder;

    @Test
    void aTechnicianIsWarnedAndThenToldWhyTheSessionHasEnded() throws Exception {
        Map<String, String> limits =
                Map.of("retrace.relay.recorded-session-max", "30s", "retrace.relay.expiry-warning", "15s");
        try (Chromium chromium = Chromium.start();
                RunningRetrace retrace = RunningRetrace.start(
                        new Options(folder, 0, "127.0.0.1", 0, true, "", false, limits),
                        new PrintWriter(Writer.nullWriter()));
                BrowserContext person = chromium.person()) {
            NewAccount owner = retrace.newAccounts().stream()
                    .filter(account -> account.signInName().equals("demo-owner"))
                    .findFirst()
                    .orElseThrow();
            Console console =
                    Console.open(person, retrace.consoleAddress(), "expiry").signIn(owner);
            Console active = console.activeSessions();
            console.connect(DEMO);
            Page desktop = console.page();
            Locator notice = desktop.getByRole(AriaRole.STATUS)
                    .filter(new Locator.FilterOptions()
                            .setHasText(Pattern.compile("This session ends at \\d\\d:\\d\\d UTC")));
            assertThat(notice).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(30_000));
            assertThat(active.page().getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(DEMO)))
                    .containsText("Ends at ");
            desktop.waitForTimeout(500); // for the banner in the picture
            console.screenshot("warned");
            active.screenshot("warned");

            assertThat(desktop.getByText("It had lasted 30 seconds, as long as a recorded session may."))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(30_000));
            assertThat(notice).hasCount(0);
            console.screenshot("ended");
        }
    }
}
