package retrace.infra.launcher.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import retrace.infra.launcher.testing.Chromium;
import retrace.infra.launcher.testing.DataUrl;

/** A session's recordings as the console lists them, plays them and hands them out. */
final class Recordings {

    /** Not what closes the player. */
    private static final Pattern PLAY = Pattern.compile("^Play ");

    private static final double UPLOAD_MILLIS_MAX = 20_000;

    private final Page page;
    private final String scenario;
    private final Locator dialog;

    Recordings(Page page, String scenario) {
        this.page = page;
        this.scenario = scenario;
        dialog = page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Recordings"));
        assertThat(dialog).isVisible();
    }

    /** Waits until so many can be played. */
    Recordings awaitPlayable(int count) {
        assertThat(playButtons())
                .hasCount(count, new LocatorAssertions.HasCountOptions().setTimeout(UPLOAD_MILLIS_MAX));
        return this;
    }

    /** What is written about each recording of a monitor, in the order of the list. */
    List<String> ofMonitor(int monitor) {
        return dialog.getByRole(AriaRole.REGION, new Locator.GetByRoleOptions().setName("Monitor " + monitor))
                .getByRole(AriaRole.LISTITEM)
                .allInnerTexts();
    }

    void play(int index) {
        playButtons().nth(index).click();
        page.waitForFunction("() => (document.querySelector('video')?.currentTime ?? 0) > 0.3");
    }

    double number(String property) {
        return ((Number) video().evaluate("(video, property) => video[property]", property)).doubleValue();
    }

    boolean isBroken() {
        return (boolean) video().evaluate("video => video.error !== null");
    }

    /** Waits until the picture of that moment is there. */
    void seek(double seconds) {
        video().evaluate("""
                        (video, seconds) => new Promise((resolve) => {
                          video.pause();
                          video.addEventListener('seeked', () => resolve(null), { once: true });
                          video.currentTime = seconds;
                        })""", seconds);
    }

    BufferedImage frame() {
        return DataUrl.picture((String) video().evaluate("""
                        video => {
                          const canvas = document.createElement('canvas');
                          canvas.width = video.videoWidth;
                          canvas.height = video.videoHeight;
                          canvas.getContext('2d').drawImage(video, 0, 0);
                          return canvas.toDataURL('image/png');
                        }"""));
    }

    Path download(int index) {
        Download download = page.waitForDownload(
                () -> dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Download "))
                        .nth(index)
                        .click());
        return download.path();
    }

    void close() {
        dialog.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Close").setExact(true))
                .click();
        assertThat(dialog).hasCount(0);
    }

    Locator dialog() {
        return dialog;
    }

    void screenshot(String step) {
        Chromium.screenshot(page, scenario + "-" + step);
    }

    private Locator playButtons() {
        return dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(PLAY));
    }

    private Locator video() {
        return dialog.locator("video[controls]");
    }
}
