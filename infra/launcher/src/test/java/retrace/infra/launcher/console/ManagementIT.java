package retrace.infra.launcher.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import retrace.infra.launcher.up.NewAccount;
import retrace.kernel.team.Role;

/** What a team's owners, admins and members set, see and are refused, each in a browser of their own. */
@Order(1)
@ResourceLock(Walk.SHARED_WITH_SHORT_LIVED_LINKS)
class ManagementIT {

    private static final String DEMO = "Demo desktop";

    @RegisterExtension
    final Walk walk = Walk.withShortLivedLinks();

    @Test
    void theOwnerTurnsRecordingOffAndOnAndItIsSeenWhoDid() {
        Console console = walk.signIn("demo-owner");
        Management management = new Management(console).settings("Unattended Access");
        assertThat(management.recordingSwitch()).isChecked();
        console.screenshot("on");
        management.recordingSwitch().click();
        assertThat(management.recordingSwitch()).isEnabled();
        assertThat(management.recordingSwitch()).not().isChecked();
        assertThat(management.setting("Cloud session recording")).containsText("Set by Demo owner on ");
        console.computers();
        console.connect(DEMO).awaitPaintings(3).disconnect();
        console.sessions();
        assertThat(console.page().getByRole(AriaRole.ROW).nth(1)).containsText("None");

        management.settings("Unattended Access").recordingSwitch().click();
        assertThat(management.recordingSwitch()).isEnabled();
        assertThat(management.recordingSwitch()).isChecked();
        Locator change = management.newestChange("Cloud session recording, Unattended");
        assertThat(change).containsText("Demo owner");
        assertThat(change.getByRole(AriaRole.CELL)).hasText(new Pattern[] {
            Pattern.compile(".+"), Pattern.compile("Demo owner"), Pattern.compile("Off"), Pattern.compile("On")
        });
        console.screenshot("history");
    }

    @Test
    void whatCannotBeSetIsRefusedWithASentence() {
        Console console = walk.signIn("demo-owner");
        Management management = new Management(console).settings("General");
        Locator platforms = management.setting("Technician platforms");
        for (String platform : new String[] {"Windows", "macOS"}) {
            uncheck(platforms.getByLabel(platform));
        }
        platforms.getByLabel("Linux").click();
        assertThat(platforms.getByRole(AriaRole.ALERT))
                .containsText("At least one platform must be allowed to open recorded sessions.");
        assertThat(platforms.getByLabel("Linux")).isChecked();
        console.screenshot("refused");
        for (String platform : new String[] {"Windows", "macOS"}) {
            platforms.getByLabel(platform).click();
            assertThat(platforms.getByLabel(platform)).isEnabled();
        }
        assertThat(platforms.getByLabel("Windows")).isChecked();

        management.minimumVersion("Windows", "4.0");
        Locator versions = management.setting("Minimum streamer version");
        versions.getByLabel("Windows").first().fill("latest");
        console.button("Save minimum version for Windows").click();
        assertThat(versions.getByRole(AriaRole.ALERT)).containsText("A streamer's version is 1 to 6 numbers");
        versions.getByLabel("Windows").first().fill("");
        console.button("Save minimum version for Windows").click();
        assertThat(versions.getByRole(AriaRole.ALERT)).hasCount(0);
    }

    private static void uncheck(Locator box) {
        box.click();
        assertThat(box).isEnabled();
        assertThat(box).not().isChecked();
    }

    @Test
    void allTimesAreInTheZoneThatTheTeamSets() {
        Console console = walk.signIn("demo-owner");
        console.connect(DEMO).awaitPaintings(3).disconnect();
        Management management = new Management(console);
        management.timeZone("Asia/Tokyo");
        console.sessions();
        assertThat(console.page().getByText("All times are Asia/Tokyo.")).isVisible();
        Recordings recordings = console.recordings(DEMO).awaitPlayable(1);
        String inTokyo =
                Moments.clock(console.recordingsOf(console.newestSession()).get(0), "firstFrameAt", "Asia/Tokyo");
        assertThat(recordings.ofMonitor(1)).singleElement().asString().contains(inTokyo);
        console.screenshot("recordings");
        recordings.close();
        management.timeZone("UTC");
    }

    @Test
    void aTechnicianWhoseStreamerIsTooOldReadsWhatToDoAndCanDoIt() {
        Console owner = walk.signIn("demo-owner");
        Management management = new Management(owner);
        management.minimumVersion("Linux", "9.1");

        Console technician = walk.signInBeside(walk.account("demo-member"));
        technician.button("Connect to " + DEMO).click();
        Page page = technician.page();
        assertThat(technician.heading("The session was refused")).isVisible();
        String sentence = "This computer runs streamer 3.5.8.0. Your team records all sessions, and recording needs"
                + " streamer 9.1 or newer on Linux. Update the streamer and try again.";
        assertThat(page.getByText(sentence)).isVisible();
        technician.screenshot("refused");
        technician.button("Back to the computers").click();

        technician.button("Change streamer version of " + DEMO).click();
        page.getByLabel("Streamer version of " + DEMO).fill("9.1.0");
        technician.screenshot("version");
        technician.button("Save").click();
        assertThat(page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(DEMO)))
                .containsText("9.1.0");
        technician.connect(DEMO).awaitPaintings(3).disconnect();

        owner.sessions();
        owner.page().getByLabel("Outcome").selectOption("Refused");
        assertThat(owner.page().getByRole(AriaRole.ROW)).hasCount(2); // its head and the session
        assertThat(owner.page().getByText(sentence)).isVisible();
        owner.screenshot("log");
        management.minimumVersion("Linux", "");
    }

    @Test
    void anAdminPlaysOnceTheOwnerAllowsItAndIsWrittenDown() {
        Console owner = walk.signIn("demo-owner");
        owner.connect(DEMO).awaitPaintings(20).disconnect();
        Console admin = walk.signInBeside(walk.account("demo-admin"));
        admin.sessions();
        Recordings recordings = admin.recordings(DEMO);
        assertThat(recordings.dialog().getByText("Owners of your team may play and download these recordings."))
                .isVisible();
        assertThat(recordings.dialog().getByText("Kept until ").first()).isVisible();
        recordings.awaitPlayable(0);
        recordings.screenshot("not-yet");

        Management management = new Management(owner);
        management.letPlay("Unattended Access", "Admins and owners");
        owner.screenshot("allowed");
        recordings.awaitPlayable(1); // in the page that was open
        recordings.play(0);
        assertThat(recordings.isBroken()).isFalse();

        owner.sessions();
        Recordings owners = owner.recordings(DEMO);
        owners.dialog().getByText("Who watched").click();
        Locator watch =
                owners.dialog().getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("Demo admin"));
        assertThat(watch).containsText("Played");
        assertThat(watch).containsText("Monitor 1");
        assertThat(watch).containsText(Pattern.compile("All of it|\\d %"));
        watch.scrollIntoViewIfNeeded();
        owners.screenshot("who-watched");
        owners.close();
        management.letPlay("Unattended Access", "Owners");
        assertThat(recordings.dialog().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Play ")))
                .hasCount(0);
    }

    @Test
    void aMemberReadsTheSettingsAndChangesNone() {
        Console console = walk.signIn("demo-member");
        Management management = new Management(console).settings("Attended Access");
        assertThat(management.setting("Cloud session recording")).containsText("On");
        assertThat(management.setting("Playback and download")).containsText("Owners");
        console.screenshot("attended");
        management.settings("General");
        assertThat(management.setting("Days kept")).containsText("90 days");
        assertThat(management.setting("Minimum streamer version")).containsText("Windows: 3.5.8.0 (this deployment’s)");
        assertThat(management.setting("Minimum streamer version")).containsText("Linux: Any (this deployment’s)");
        assertThat(console.page().locator("main input, main select, main button"))
                .hasCount(0);
        console.screenshot("general");
        for (String hidden : new String[] {"History", "Accounts", "Retention"}) {
            assertThat(console.link(hidden)).hasCount(0);
        }
        for (String path : new String[] {"accounts", "retention"}) {
            console.page().navigate(walk.address() + "/management/" + path);
            assertThat(console.heading("You may not see this")).isVisible();
        }
        console.screenshot("not-for-members");
    }

    @Test
    void theOwnerDecidesWhoIsInTheTeam() {
        Console owner = walk.signIn("demo-owner");
        Management management = new Management(owner);
        management.accounts();
        owner.screenshot("accounts");
        NewAccount grace = new NewAccount("grace", Role.MEMBER, "correct horse");
        owner.button("Add account").click();
        management.password("short");
        owner.screenshot("add");
        assertThat(management.dialog().getByText("At least 8 characters, at most 72 bytes."))
                .isVisible();
        management.button("Cancel").click();
        management.addAccount("Grace Hopper", grace);
        assertThat(management.row("Grace Hopper")).containsText("Member");

        Console hers = walk.signInBeside(grace);
        assertThat(hers.button("Connect to " + DEMO)).isVisible();
        assertThat(hers.button("Add computer")).hasCount(0);
        management.changeRole("Grace Hopper", "Admin");
        assertThat(management.dialog()).hasCount(0);
        assertThat(management.row("Grace Hopper")).containsText("Changed by Demo owner");
        assertThat(hers.button("Add computer")).isVisible(); // in the page that was open

        owner.button("New password for Grace Hopper").click();
        management.password("battery staple");
        management.confirm("Set password");
        assertThat(hers.button("Sign in")).isVisible();
        hers.signIn(new NewAccount("grace", Role.ADMIN, "battery staple"));

        management.changeRole("Demo owner", "Member");
        assertThat(management.dialog().getByRole(AriaRole.ALERT))
                .containsText("Demo owner is the only owner of your team. Make somebody else an owner first.");
        owner.screenshot("last-owner");
        management.button("Cancel").click();

        owner.button("Remove Grace Hopper").click();
        owner.screenshot("remove");
        management.confirm("Remove account");
        assertThat(management.row("Grace Hopper")).hasCount(0);
        assertThat(hers.button("Sign in")).isVisible();
    }

    @Test
    void aHoldKeepsARecordingUntilItIsReleased() {
        Console console = walk.signIn("demo-owner");
        console.connect(DEMO).awaitPaintings(10).disconnect();
        console.sessions();
        Recordings recordings = console.recordings(DEMO).awaitPlayable(1);
        Locator dialog = recordings.dialog();
        assertThat(dialog.getByText("Kept until ")).isVisible();
        console.button("Place hold").click();
        dialog.getByLabel("Case name").fill("Case 7");
        dialog.getByLabel("Reason").fill("Asked for by the court");
        recordings.screenshot("placing");
        console.button("Place this hold").click();
        assertThat(dialog.getByText("Held until all holds are released")).isVisible();
        assertThat(dialog.getByText("Asked for by the court")).isVisible();
        recordings.screenshot("held");
        recordings.close();
        console.page().getByLabel("Legal hold").selectOption("On hold");
        assertThat(console.page().getByRole(AriaRole.ROW)).hasCount(2); // its head and the session
        assertThat(console.page().getByRole(AriaRole.ROW).nth(1)).containsText("On hold");
        console.screenshot("log");

        Management management = new Management(console);
        String farAhead = LocalDate.now(ZoneOffset.UTC).plusDays(100).toString();
        management.retention(farAhead);
        Locator held = management.setting("Held instead");
        assertThat(held).containsText("Held for Case 7");
        console.screenshot("retention");

        console.sessions();
        recordings = console.recordings(DEMO);
        console.button("Release hold for Case 7").click();
        recordings.dialog().getByLabel("Reason for the release").fill("The court is done");
        console.button("Release this hold").click();
        assertThat(recordings.dialog().getByText("Released by Demo owner")).isVisible();
        assertThat(recordings.dialog().getByText("Kept until ")).isVisible();
        recordings.screenshot("released");
        recordings.close();
        management.retention(farAhead);
        assertThat(management.setting("Will be deleted")).containsText("Kept 90 days, the default");
        assertThat(held).hasCount(0);
        LocalDate tuesday = LocalDate.now(ZoneOffset.UTC).with(TemporalAdjusters.next(DayOfWeek.TUESDAY));
        console.button("Next Tuesday").click();
        assertThat(console.page().getByLabel("Until the end of")).hasValue(tuesday.toString());
        assertThat(console.heading("Nothing is due")).isVisible();
        console.screenshot("nothing-due");
    }
}
