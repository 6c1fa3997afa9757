package retrace.infra.launcher.console;

import com.microsoft.playwright.BrowserContext;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.util.FileSystemUtils;
import retrace.infra.launcher.testing.Chromium;
import retrace.infra.launcher.up.NewAccount;
import retrace.infra.launcher.up.Options;
import retrace.infra.launcher.up.RunningRetrace;

/**
 * Retrace with its demo and a browser: started for the first test that wants them and then shared, since starting takes
 * longer than a test. Each test sits down in front of a browser that knows nobody yet.
 */
final class Walk implements BeforeEachCallback, AfterEachCallback {

    private @Nullable Shared shared;
    private @Nullable BrowserContext person;
    private String scenario = "";

    private record Shared(Path folder, RunningRetrace retrace, Chromium chromium) implements AutoCloseable {

        static Shared start() {
            Chromium chromium = Chromium.start();
            try {
                Path folder = Files.createTempDirectory("retrace-console");
                RunningRetrace retrace = RunningRetrace.start(
                        new Options(folder, 0, "127.0.0.1", 0, true, "", false, Map.of()),
                        new PrintWriter(Writer.nullWriter()));
                return new Shared(folder, retrace, chromium);
            } catch (Exception e) {
                chromium.close();
                throw new IllegalStateException("Retrace did not start", e);
            }
        }

        @Override
        public void close() throws Exception {
            chromium.close();
            retrace.close();
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Shared started = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(Walk.class))
                .computeIfAbsent(Shared.class, key -> Shared.start(), Shared.class);
        shared = started;
        scenario = context.getRequiredTestMethod().getName();
        person = started.chromium().person();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (person != null) {
            person.close();
        }
    }

    /** The console as it is found by somebody who is not signed in. */
    Console open() {
        if (person == null) {
            throw new IllegalStateException("nobody sits there");
        }
        return Console.open(person, address(), scenario);
    }

    Console signIn(String signInName) {
        return open().signIn(account(signInName));
    }

    NewAccount account(String signInName) {
        return retrace().newAccounts().stream()
                .filter(it -> it.signInName().equals(signInName))
                .findFirst()
                .orElseThrow();
    }

    /** Of the console. */
    String address() {
        return retrace().consoleAddress();
    }

    /** What screenshots' names begin with. */
    String scenario() {
        return scenario;
    }

    private RunningRetrace retrace() {
        if (shared == null) {
            throw new IllegalStateException("not started");
        }
        return shared.retrace();
    }
}
