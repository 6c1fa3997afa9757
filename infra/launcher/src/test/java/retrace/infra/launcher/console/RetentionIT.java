package retrace.infra.launcher.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What becomes of recordings whose time is over, as the console tells it. */
@Order(2)
@ResourceLock(Walk.SHARED_WITH_SHORT_LIVED_LINKS)
class RetentionIT {

    private static final String DEMO = "Demo desktop";
    private static final Duration TWO_DAYS = Duration.ofDays(2);

    private static final Pattern DELETED = Pattern.compile("Deleted on .+ after 1 day");

    @RegisterExtension
    final Walk walk = Walk.withShortLivedLinks();

    @Test
    void whatIsDueIsDeletedAndWhatIsHeldPlaysOnUntilItIsReleased() throws Exception {
        Console console = walk.signIn("demo-owner");
        console.connect(DEMO).awaitPaintings(15).disconnect();
        console.sessions();
        console.recordings(DEMO).awaitPlayable(1).close();
        OldRecordings old = new OldRecordings(
                walk.retrace(), console.newestSession().path("session").asString());
        Path deleted = walk.recording(old.add("Deleted computer", TWO_DAYS));
        Path exchanged = walk.recording(old.add("Exchanged computer", TWO_DAYS));
        old.add("Held computer", TWO_DAYS);
        exchange(exchanged);
        hold(console, "Held computer");
        assertThat(deleted).exists();

        Management management = new Management(console);
        management.daysKept(1);
        console.sessions();
        awaitFate(console, "Deleted computer", DELETED);
        assertThat(deleted).doesNotExist();
        awaitFate(console, "Exchanged computer", Pattern.compile("Deletion failed on .+, it is tried again: .+"));
        assertThat(exchanged).exists();
        Recordings held = console.recordings("Held computer").awaitPlayable(1);
        assertThat(held.dialog().getByText("Held until all holds are released")).isVisible();
        held.play(0);
        assertThat(held.isBroken()).isFalse();
        held.screenshot("held-plays");
        held.close();

        management.retention(LocalDate.now(ZoneOffset.UTC).toString());
        assertThat(management.row("Exchanged computer")).containsText("Deletion failed");
        assertThat(management.setting("Held instead")).containsText("Held computer");
        assertThat(management.row("Deleted computer")).hasCount(0);
        console.screenshot("due");

        Files.delete(exchanged);
        console.sessions();
        release(console, "Held computer");
        awaitFate(console, "Held computer", DELETED);
        awaitFate(console, "Exchanged computer", DELETED);

        management.daysKept(90); // as other tests find it
    }

    private static void hold(Console console, String computer) {
        console.page().reload();
        Locator dialog = console.recordings(computer).awaitPlayable(1).dialog();
        console.button("Place hold").click();
        dialog.getByLabel("Case name").fill("Case 8");
        dialog.getByLabel("Reason").fill("Asked for by the court");
        console.button("Place this hold").click();
        assertThat(dialog.getByText("Held until all holds are released")).isVisible();
        console.button("Close").click();
    }

    private static void release(Console console, String computer) {
        Recordings recordings = console.recordings(computer);
        console.button("Release hold for Case 8").click();
        recordings.dialog().getByLabel("Reason for the release").fill("The court is done");
        console.button("Release this hold").click();
        assertThat(recordings.dialog().getByText("Released by Demo owner")).isVisible();
        recordings.close();
    }

    private static void awaitFate(Console console, String computer, Pattern sentence) {
        Recordings recordings = console.recordings(computer);
        assertThat(recordings.dialog().getByText(sentence)).isVisible();
        recordings.screenshot(computer.replace(' ', '-'));
        recordings.close();
    }

    /** Another object of the same name, as far as the store is concerned. */
    private static void exchange(Path object) throws Exception {
        Path other = object.resolveSibling(object.getFileName() + ".other");
        Files.copy(object, other);
        Files.setLastModifiedTime(
                other,
                FileTime.from(Files.getLastModifiedTime(object).toInstant().plusSeconds(1)));
        Files.move(other, object, StandardCopyOption.REPLACE_EXISTING);
    }
}
