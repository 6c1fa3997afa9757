package retrace.infra.launcher.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import retrace.relay.testing.PasswordFile;
import retrace.relay.testing.Pictures;
import retrace.relay.testing.TestAuthority;
import retrace.relay.testing.TestAuthority.Issued;
import retrace.relay.testing.XvncDesktop;

/** How a computer is reached, set in the console: a real VNC server that takes nobody without TLS and its password. */
@ResourceLock(Walk.SHARED)
class ReachComputerIT {

    private static final String NAME = "Vault";
    private static final String VNC_PASSWORD = "geheim12";
    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;

    @RegisterExtension
    final Walk walk = new Walk();

    @TempDir
    Path certificates;

    @Test
    void aCertificateIsPinnedAndAnotherPasswordStored() throws Exception {
        Issued issued = new TestAuthority(certificates).issue("vault");
        try (XvncDesktop computer = computer(issued)) {
            computer.show(Pictures.varied(WIDTH, HEIGHT, 6));
            Console console = walk.signIn("demo-owner");
            Page page = console.page();
            add(console, computer);
            console.button("Connect to " + NAME).click();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("certificate");
            console.screenshot("nobody-vouches");
            console.button("Back to the computers").click();

            pin(console, "12:34");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("64 hexadecimal digits");
            console.screenshot("wrong-pin");
            console.button("Cancel").click();
            pin(console, issued.sha256());
            assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
            console.connect(NAME).disconnect();
            console.computers();

            login(console, "falsch");
            console.button("Connect to " + NAME).click();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("The computer's streamer refuses: ");
            console.button("Back to the computers").click();
            login(console, VNC_PASSWORD);
            console.connect(NAME).disconnect();
            console.computers();

            console.button("Encryption to " + NAME).click();
            assertThat(page.getByLabel("SHA-256 of its certificate")).hasValue(issued.sha256());
            console.screenshot("pinned");
        }
    }

    private static XvncDesktop computer(Issued issued) {
        return XvncDesktop.openWith(
                WIDTH,
                HEIGHT,
                "-SecurityTypes",
                "X509Vnc",
                "-PasswordFile",
                PasswordFile.of(VNC_PASSWORD).toString(),
                "-X509Cert",
                issued.certificate().toString(),
                "-X509Key",
                issued.key().toString());
    }

    private static void add(Console console, XvncDesktop computer) {
        console.button("Add computer").click();
        Locator dialog = console.page().getByRole(AriaRole.DIALOG);
        dialog.getByLabel("Name", new Locator.GetByLabelOptions().setExact(true))
                .fill(NAME);
        dialog.getByLabel("Address of monitor 1").fill("127.0.0.1:" + computer.port());
        dialog.getByLabel("Streamer version").fill("3.6");
        dialog.getByLabel("VNC password").fill(VNC_PASSWORD);
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Add computer"))
                .click();
        assertThat(dialog).hasCount(0);
    }

    private static void pin(Console console, String sha256) {
        console.button("Encryption to " + NAME).click();
        Locator dialog = console.page().getByRole(AriaRole.DIALOG);
        dialog.getByLabel("Between Retrace and the computer").selectOption("Encrypted, with a known certificate");
        dialog.getByLabel("SHA-256 of its certificate").fill(sha256);
        console.button("Set encryption").click();
    }

    private static void login(Console console, String password) {
        console.button("Login of " + NAME).click();
        Locator dialog = console.page().getByRole(AriaRole.DIALOG);
        dialog.locator("input[name=password]").fill(password);
        console.screenshot("login");
        console.button("Set login").click();
        assertThat(dialog).hasCount(0);
    }
}
