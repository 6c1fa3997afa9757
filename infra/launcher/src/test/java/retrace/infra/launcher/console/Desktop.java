package retrace.infra.launcher.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.OptionalLong;
import org.awaitility.Awaitility;
import retrace.infra.launcher.testing.Chromium;
import retrace.infra.launcher.testing.DataUrl;
import retrace.infra.streamer.screen.FrameCounter;

/** A computer's desktop as the console shows it. Places are in the desktop's own pixels, whatever size it is shown in. */
final class Desktop {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Page page;
    private final String scenario;

    Desktop(Page page, String scenario) {
        this.page = page;
        this.scenario = scenario;
    }

    /** Waits until it can be worked with. */
    Desktop awaitLive() {
        assertThat(button("Disconnect")).isEnabled();
        assertThat(canvas()).isVisible();
        return this;
    }

    BufferedImage picture() {
        return DataUrl.picture((String) canvas().evaluate("canvas => canvas.toDataURL('image/png')"));
    }

    /** What the demo desktop counts its paintings with. */
    OptionalLong counter() {
        BufferedImage picture = picture();
        return FrameCounter.read(DataUrl.pixels(picture), picture.getWidth(), picture.getHeight());
    }

    /** Waits until the demo desktop has been painted so many more times, and seen here. */
    Desktop awaitPaintings(int more) {
        await("the desktop's first picture").until(() -> counter().isPresent());
        long first = counter().orElseThrow();
        await(more + " more pictures of the desktop").until(() -> counter().orElse(0) >= first + more);
        return this;
    }

    void awaitSize(int width, int height) {
        await("a desktop of " + width + " by " + height).until(() -> {
            BufferedImage picture = picture();
            return picture.getWidth() == width && picture.getHeight() == height;
        });
    }

    void click(int x, int y) {
        BufferedImage picture = picture();
        BoundingBox shown = canvas().boundingBox();
        page.mouse()
                .click(
                        shown.x + x * shown.width / picture.getWidth(),
                        shown.y + y * shown.height / picture.getHeight());
    }

    void type(String text) {
        page.keyboard().type(text);
    }

    void press(String key) {
        page.keyboard().press(key);
    }

    void changeFrameRate(int rate) {
        page.getByLabel("Frame rate").selectOption(Integer.toString(rate));
    }

    void switchMonitor(int monitor) {
        canvas().evaluate("canvas => { canvas.dataset.before = 'yes'; }");
        page.getByLabel("Monitor", new Page.GetByLabelOptions().setExact(true)).selectOption(Integer.toString(monitor));
        assertThat(page.locator("canvas[data-before]")).hasCount(0); // the old view makes way for one of its own
        awaitLive();
    }

    void disconnect() {
        button("Disconnect").click();
        assertThat(page.getByText("You ended this session.")).isVisible();
        screenshot("ended");
        button("Back to the computers").click();
    }

    void screenshot(String step) {
        Chromium.screenshot(page, scenario + "-" + step);
    }

    private Locator canvas() {
        return page.getByRole(AriaRole.APPLICATION).locator("canvas");
    }

    private Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    /** In this thread, as the browser's page wants it. */
    static org.awaitility.core.ConditionFactory await(String what) {
        return Awaitility.await(what)
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .atMost(PATIENCE);
    }
}
