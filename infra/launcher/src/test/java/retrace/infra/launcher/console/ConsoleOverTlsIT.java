package retrace.infra.launcher.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import retrace.infra.launcher.testing.Chromium;
import retrace.infra.launcher.up.NewAccount;
import retrace.infra.launcher.up.Options;
import retrace.infra.launcher.up.RunningRetrace;
import retrace.relay.testing.TestAuthority;
import retrace.relay.testing.TestAuthority.Issued;

/** With a certificate the console is at https, and the desktop comes to the browser over wss. */
class ConsoleOverTlsIT {

    private static final String BUNDLE = "spring.ssl.bundle.pem.test.keystore.";

    @TempDir
    Path folder;

    @Test
    void theDesktopIsSeenWhereNobodyIsLetInWithoutTls() throws Exception {
        Issued issued = new TestAuthority(folder).issue("retrace");
        try (RunningRetrace retrace = start(issued);
                Chromium chromium = Chromium.start();
                BrowserContext person = chromium.personWhoGoesOn()) {
            assertThat(retrace.consoleAddress()).startsWith("https://");
            Console console = Console.open(person, retrace.consoleAddress(), "overTls");
            List<String> sockets = new CopyOnWriteArrayList<>();
            console.page().onWebSocket(socket -> sockets.add(socket.url()));
            console.signIn(owner(retrace));

            console.connect("Demo desktop").awaitPaintings(3).disconnect();

            assertThat(sockets).singleElement().asString().startsWith("wss://");
        }
    }

    private RunningRetrace start(Issued issued) throws Exception {
        return RunningRetrace.start(
                new Options(
                        folder.resolve("data"),
                        0,
                        "127.0.0.1",
                        0,
                        true,
                        "",
                        false,
                        Map.of(
                                BUNDLE + "certificate",
                                issued.certificate().toUri().toString(),
                                BUNDLE + "private-key",
                                issued.key().toUri().toString(),
                                "server.ssl.bundle",
                                "test",
                                "server.servlet.session.cookie.secure",
                                "true",
                                "retrace.relay.tls.bundle",
                                "test",
                                "retrace.relay.tls.required",
                                "true")),
                new PrintWriter(Writer.nullWriter()));
    }

    private static NewAccount owner(RunningRetrace retrace) {
        return retrace.newAccounts().stream()
                .filter(account -> account.signInName().equals("demo-owner"))
                .findFirst()
                .orElseThrow();
    }
}
