package retrace.infra.launcher.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The sessions log as it stood, in the console. */
@ResourceLock(Walk.SHARED)
class PastSessionsIT {

    private static final String DEMO = "Demo desktop";

    @RegisterExtension
    final Walk walk = new Walk();

    @Test
    void aSessionThatHasEndedRunsAtAMomentBeforeThat() {
        Console console = walk.signIn("demo-owner");
        Desktop desktop = console.connect(DEMO).awaitPaintings(5);
        Instant running = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> Instant.now().isAfter(running.plusSeconds(1)));
        desktop.disconnect();
        console.sessions();
        console.recordings(DEMO).awaitPlayable(1).close();
        Locator newest = rows(console).nth(1); // below the head
        assertThat(newest).not().containsText("Running");

        show(console, running);
        Locator notice = console.page().getByText(Pattern.compile("As of .+ UTC\\."));
        assertThat(notice).isVisible();
        assertThat(newest).containsText("Running");
        assertThat(newest).containsText("Recording");
        assertThat(console.page().getByRole(AriaRole.BUTTON, named("Timeline of " + DEMO)))
                .hasCount(0);
        console.screenshot("then");

        console.page()
                .getByRole(AriaRole.BUTTON, named("Recordings of " + DEMO))
                .first()
                .click();
        Locator recordings = console.page().getByRole(AriaRole.DIALOG);
        assertThat(recordings).containsText("To play a recording go back to now.");
        assertThat(recordings).containsText("Monitor 1");
        assertThat(recordings.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Play")))
                .hasCount(0);
        console.screenshot("recordings-then");
        console.button("Close").click();

        console.page().reload();
        assertThat(notice).isVisible();
        assertThat(newest).containsText("Running");

        console.button("Back to now").click();
        assertThat(notice).hasCount(0);
        assertThat(newest).not().containsText("Running");
    }

    @Test
    void whatHasNotHappenedYetIsSaidSo() {
        Console console = walk.signIn("demo-admin");
        console.sessions();

        show(console, Instant.now().plus(Duration.ofDays(1)));

        assertThat(console.page().getByRole(AriaRole.ALERT)).containsText("nothing is known yet");
        assertThat(rows(console)).hasCount(0);
        console.screenshot("future");
    }

    @Test
    void membersSeeThePresentOnly() {
        Console console = walk.signIn("demo-member");
        console.page().navigate(walk.address() + "/logs/sessions?at=2020-01-01T00:00:00Z");
        assertThat(console.heading("Sessions")).isVisible();

        assertThat(console.page().getByLabel("As of")).hasCount(0);
        assertThat(console.page().getByText(Pattern.compile("As of .+ UTC\\."))).hasCount(0);
        assertThat(console.page().getByRole(AriaRole.ALERT)).hasCount(0);
    }

    /** Written as the browser writes it: without seconds on the full minute. */
    private static void show(Console console, Instant moment) {
        LocalDateTime clock = LocalDateTime.ofInstant(moment.truncatedTo(ChronoUnit.SECONDS), ZoneOffset.UTC);
        console.page().getByLabel("As of").fill(clock.toString());
        console.button("Show the past").click();
    }

    private static Locator rows(Console console) {
        return console.page().getByRole(AriaRole.ROW);
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
