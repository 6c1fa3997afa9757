package retrace.infra.launcher.console;

import com.microsoft.playwright.BrowserContext;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import retrace.command.team.Accounts;
import retrace.infra.launcher.testing.Chromium;
import retrace.infra.launcher.up.NewAccount;
import retrace.infra.launcher.up.Options;
import retrace.infra.launcher.up.RunningRetrace;
import retrace.kernel.id.TeamId;
import retrace.kernel.team.AddOn;
import retrace.kernel.team.Plan;
import retrace.kernel.team.TeamCommand.ChangePlan;
import retrace.relay.recording.spool.Spool;

/**
 * Retrace with its demo and a browser: started for the first test that wants them and then shared, since starting takes
 * longer than a test. Each test sits down in front of a browser that knows nobody yet.
 */
final class Walk implements BeforeEachCallback, AfterEachCallback {

    /** Locked by the classes that share it, which run one after the other. */
    static final String SHARED = "Walk";

    static final String SHARED_WITH_SHORT_LIVED_LINKS = "Walk with short-lived links";

    private static final Map<String, String> SHORT_LIVED = Map.of(
            "retrace.command.link-lifetime", "5s",
            "retrace.relay.retention.interval", "1s",
            "retrace.relay.retention.pause-max", "2s");

    private static final Duration LONG = Duration.ofSeconds(61);

    private final Map<String, String> settings;
    private final Deque<BrowserContext> people = new ArrayDeque<>();
    private @Nullable Shared shared;
    private String scenario = "";

    Walk() {
        this(Map.of());
    }

    private Walk(Map<String, String> settings) {
        this.settings = settings;
    }

    /**
     * Through another Retrace, whose team may be changed, whose addresses of recordings are good for 5 seconds, and
     * which looks each second for what is to be deleted. A long recording is made beside its tests.
     */
    static Walk withShortLivedLinks() {
        return new Walk(SHORT_LIVED);
    }

    /** @param longRecording null where none is made */
    private record Shared(
            Path folder,
            RunningRetrace retrace,
            Chromium chromium,
            @Nullable LongRecording longRecording) implements AutoCloseable {

        static Shared start(Map<String, String> settings) {
            Chromium chromium = Chromium.start();
            try {
                Path folder = Files.createTempDirectory("retrace-console");
                RunningRetrace retrace = RunningRetrace.start(
                        new Options(folder, 0, "127.0.0.1", 0, true, "", false, settings),
                        new PrintWriter(Writer.nullWriter()));
                return new Shared(
                        folder,
                        retrace,
                        chromium,
                        settings.equals(SHORT_LIVED) ? LongRecording.begin(retrace, LONG) : null);
            } catch (Exception e) {
                chromium.close();
                throw new IllegalStateException("Retrace did not start", e);
            }
        }

        @Override
        public void close() throws Exception {
            if (longRecording != null) {
                longRecording.close();
            }
            chromium.close();
            retrace.close();
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Shared started = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(Walk.class))
                .computeIfAbsent(settings, key -> Shared.start(settings), Shared.class);
        shared = started;
        scenario = context.getRequiredTestMethod().getName();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        people.forEach(BrowserContext::close);
        people.clear();
    }

    /** The console as it is found by somebody who is not signed in, in a browser of their own. */
    Console open() {
        return open(scenario);
    }

    private Console open(String screenshots) {
        BrowserContext person = started().chromium().person();
        people.push(person);
        return Console.open(person, address(), screenshots);
    }

    Console signIn(String signInName) {
        return open().signIn(account(signInName));
    }

    /** In a second browser, next to the first; its screenshots' names have the account in them. */
    Console signInBeside(NewAccount account) {
        return open(scenario + "-" + account.signInName()).signIn(account);
    }

    NewAccount account(String signInName) {
        return retrace().newAccounts().stream()
                .filter(it -> it.signInName().equals(signInName))
                .findFirst()
                .orElseThrow();
    }

    /** What an operator does when the demo team pays for something else. */
    void changePlan(Plan plan, AddOn... addOns) {
        ConfigurableApplicationContext running = retrace().application();
        TeamId team = running.getBean(Accounts.class)
                .findBySignInName("demo-owner")
                .orElseThrow()
                .team();
        running.getBean(CommandGateway.class).sendAndWait(new ChangePlan(team, plan, Set.of(addOns)));
    }

    /** Of the console. */
    String address() {
        return retrace().consoleAddress();
    }

    void awaitLongRecording() throws InterruptedException {
        Objects.requireNonNull(started().longRecording(), "no long recording is made here")
                .await();
    }

    /** The file of a recording. */
    Path recording(String objectName) {
        return started().folder().resolve("recordings").resolve(objectName);
    }

    /** Where the relay keeps what is not in the store yet. */
    Path spool() {
        return started().folder().resolve("spool");
    }

    /** Whether the relay can keep recordings. */
    boolean canRecord() {
        return retrace().application().getBean(Spool.class).room().whyNot().isEmpty();
    }

    /** What screenshots' names begin with. */
    String scenario() {
        return scenario;
    }

    RunningRetrace retrace() {
        return started().retrace();
    }

    private Shared started() {
        if (shared == null) {
            throw new IllegalStateException("not started");
        }
        return shared;
    }
}
