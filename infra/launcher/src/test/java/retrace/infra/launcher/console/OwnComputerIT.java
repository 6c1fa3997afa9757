package retrace.infra.launcher.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import retrace.infra.launcher.up.NewAccount;
import retrace.relay.testing.Pictures;
import retrace.relay.testing.TigerVncViewer;
import retrace.relay.testing.XvncDesktop;
import tools.jackson.databind.JsonNode;

/** A newcomer's own computer: a real VNC server with a password, added in the console or from the command line. */
@ResourceLock(Walk.SHARED)
class OwnComputerIT {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final int NOISE_HEIGHT = 64;
    private static final String VNC_PASSWORD = "geheim12";
    /** The console asks for JPEG, and Xvnc sends it again in the finest quality when nothing changes: 58 dB. */
    private static final double FINE_JPEG_ERROR_MAX = 0.1;
    /** A recording is lossy; this is a peak signal-to-noise ratio of 30 dB. */
    private static final double RECORDING_ERROR_MAX = 65;
    /** So that the last picture is on show for longer than what is left of the recording where it is looked at. */
    private static final int STANDS_MILLIS = 500;

    @RegisterExtension
    final Walk walk = new Walk();

    @Test
    void aComputerAddedInTheConsoleIsSeenAndRecorded() throws Exception {
        try (XvncDesktop computer = XvncDesktop.openWithPassword(WIDTH, HEIGHT, VNC_PASSWORD)) {
            computer.show(Pictures.varied(WIDTH, HEIGHT, 1));
            Console console = walk.signIn("demo-owner");
            add(console, "Workshop", "127.0.0.1:" + computer.port());

            Desktop desktop = console.connect("Workshop");
            awaitError(FINE_JPEG_ERROR_MAX, computer, desktop);
            computer.show(Pictures.varied(WIDTH, HEIGHT, 2));
            awaitError(FINE_JPEG_ERROR_MAX, computer, desktop);
            BufferedImage shown = computer.screenshot();
            desktop.screenshot("live");
            console.page().waitForTimeout(STANDS_MILLIS);
            desktop.disconnect();

            console.sessions();
            Recordings recordings = console.recordings("Workshop").awaitPlayable(1);
            JsonNode session = console.newestSession();
            recordings.play(0);
            assertThat(recordings.number("duration"))
                    .isCloseTo(Moments.secondsFromFirstPicture(session, console.recordingsOf(session)), within(1.0));
            recordings.seek(recordings.number("duration") - 0.1);
            recordings.screenshot("plays");
            assertThat(Pictures.meanSquareError(withoutNoise(shown), recordings.frame()))
                    .isLessThan(RECORDING_ERROR_MAX);
        }
    }

    @Test
    void withoutJpegTheConsoleShowsEveryPixelOfTheComputer() throws Exception {
        try (XvncDesktop computer = XvncDesktop.openWithPassword(WIDTH, HEIGHT, VNC_PASSWORD)) {
            computer.show(Pictures.varied(WIDTH, HEIGHT, 4));
            Console console = walk.signIn("demo-owner");
            WithoutJpeg.in(console.page());
            add(console, "Office", "127.0.0.1:" + computer.port());

            Desktop desktop = console.connect("Office");
            awaitError(0, computer, desktop);
            computer.show(Pictures.varied(WIDTH, HEIGHT, 5));
            awaitError(0, computer, desktop);
            desktop.disconnect();
        }
    }

    @Test
    void aComputerAddedFromTheCommandLineIsSeenInAViewerOfOnesOwn() throws Exception {
        try (XvncDesktop computer = XvncDesktop.openWithPassword(WIDTH, HEIGHT, VNC_PASSWORD)) {
            computer.show(Pictures.varied(WIDTH, HEIGHT, 3));
            Console console = walk.signIn("demo-owner");
            String added = retrace(
                    "endpoint",
                    "add",
                    "Till",
                    "--monitor",
                    "127.0.0.1:" + computer.port(),
                    "--streamer-version",
                    "1.12.0",
                    "--vnc-password");
            assertThat(added).startsWith("endpoint-");

            Ticket fromConsole = ticketFromConsole(console, "Till");
            Locator connected = console.page().getByText("Your viewer is connected.");
            try (TigerVncViewer viewer = viewer(fromConsole)) {
                awaitSame(computer, viewer);
                assertThat(connected).isVisible();
                console.screenshot("connected");
            }
            console.button("Done").click();
            assertThat(console.page().getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("Till")))
                    .containsText("Free");

            Ticket fromCommandLine = ticketIn(retrace("session", "start", "Till"));
            try (TigerVncViewer viewer = viewer(fromCommandLine)) {
                awaitSame(computer, viewer);
            }
        }
    }

    @Test
    void aComputerThatDialsInGetsAnotherNumber() {
        Console console = walk.signIn("demo-owner");
        Page page = console.page();
        console.button("Add computer").click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("Name", new Locator.GetByLabelOptions().setExact(true))
                .fill("Kiosk");
        dialog.getByLabel("How it is reached").selectOption("It dials in");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Add computer"))
                .click();
        Locator number = dialog.locator("code").first();
        assertThat(number).isVisible();
        String first = number.innerText();
        console.button("Done").click();

        assertThat(console.button("New dial-in number for Demo desktop")).hasCount(0);
        console.button("New dial-in number for Kiosk").click();
        assertThat(dialog).containsText("The computer cannot dial in with its present number any more.");
        console.button("Get a new number").click();
        assertThat(number).isVisible();
        assertThat(number).not().hasText(first);
        console.screenshot("number");
        console.button("Done").click();
        console.button("Retire Kiosk").click();
        console.button("Retire computer").click();
    }

    private static void add(Console console, String name, String address) {
        console.button("Add computer").click();
        Page page = console.page();
        page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill(name);
        page.getByLabel("Address of monitor 1").fill(address);
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("Streamer version").fill("3.6");
        page.getByLabel("VNC password").fill(VNC_PASSWORD);
        console.screenshot("add-computer");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Add computer"))
                .click();
        assertThat(dialog).hasCount(0);
    }

    private record Ticket(int port, String secret) {}

    private static Ticket ticketFromConsole(Console console, String computer) {
        console.button("Use your own viewer for " + computer).click();
        console.button("Get a ticket").click();
        Locator lines = console.page().getByRole(AriaRole.DIALOG).locator("code");
        assertThat(lines).hasCount(4);
        console.screenshot("ticket");
        return new Ticket(
                Integer.parseInt(lines.nth(2).innerText()), lines.nth(0).innerText());
    }

    private static Ticket ticketIn(String said) {
        Matcher matcher = Pattern.compile("connect +127\\.0\\.0\\.1::(\\d+)\\s+ticket +(\\S+)")
                .matcher(said);
        assertThat(matcher.find()).as(said).isTrue();
        return new Ticket(Integer.parseInt(matcher.group(1)), matcher.group(2));
    }

    private static TigerVncViewer viewer(Ticket ticket) {
        return new TigerVncViewer(ticket.port(), ticket.secret(), "-PreferredEncoding=ZRLE", "-NoJpeg=1");
    }

    private String retrace(String... arguments) throws Exception {
        NewAccount owner = walk.account("demo-owner");
        List<String> complete = new ArrayList<>(List.of(arguments));
        complete.addAll(List.of("--url", walk.address(), "--user", owner.signInName()));
        return RetraceCommand.run(
                Map.of("RETRACE_PASSWORD", owner.password(), "RETRACE_VNC_PASSWORD", VNC_PASSWORD), complete);
    }

    /** Video is not made for coloured noise, which is at the lower edge. */
    private static BufferedImage withoutNoise(BufferedImage picture) {
        return picture.getSubimage(0, 0, WIDTH, HEIGHT - NOISE_HEIGHT);
    }

    private static void awaitError(double errorMax, XvncDesktop computer, Desktop desktop) {
        BufferedImage shown = computer.screenshot();
        desktop.awaitSize(WIDTH, HEIGHT);
        Desktop.await("the computer's pixels, with a mean square error of at most " + errorMax)
                .until(() -> Pictures.meanSquareError(shown, desktop.picture()) <= errorMax);
    }

    private static void awaitSame(XvncDesktop computer, TigerVncViewer viewer) {
        BufferedImage shown = computer.screenshot();
        Desktop.await("the computer's pixels")
                .until(() -> Pictures.meanSquareError(shown, viewer.picture(WIDTH, HEIGHT)) == 0);
    }
}
