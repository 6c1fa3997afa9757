package retrace.infra.launcher.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The machine's Chromium without a window. Playwright's own browsers are never downloaded; where Chromium is missing
 * the test fails.
 *
 * <p>For one thread, as Playwright is.
 */
public final class Chromium implements AutoCloseable {

    private static final List<String> PROGRAMS = List.of("chromium", "chromium-browser");
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;

    /** For machines that are busy with other tests. */
    private static final double PATIENCE_MILLIS = 15_000;

    /** It is to talk to nobody but us. */
    private static final List<String> QUIET = List.of(
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    public static Chromium start() {
        Path program = find();
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        try {
            return new Chromium(
                    playwright,
                    playwright
                            .chromium()
                            .launch(new BrowserType.LaunchOptions()
                                    .setExecutablePath(program)
                                    .setHeadless(true)
                                    .setChromiumSandbox(false) // it refuses to run as root with one
                                    .setArgs(QUIET)));
        } catch (RuntimeException e) {
            playwright.close();
            throw e;
        }
    }

    private static Path find() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .flatMap(folder -> PROGRAMS.stream().map(program -> Path.of(folder, program)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("chromium is needed for this test"));
    }

    /** A person in front of a browser of their own: cookies are not shared with others. */
    public BrowserContext person() {
        return browser.newContext(options());
    }

    /** One who goes on where the browser warns of a certificate that nobody vouches for. */
    public BrowserContext personWhoGoesOn() {
        return browser.newContext(options().setIgnoreHTTPSErrors(true));
    }

    private static Browser.NewContextOptions options() {
        return new Browser.NewContextOptions().setViewportSize(WIDTH, HEIGHT).setAcceptDownloads(true);
    }

    /** Keeps what a page looks like as {@code target/screenshots/NAME.png}. */
    public static void screenshot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setAnimations(ScreenshotAnimations.DISABLED));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
