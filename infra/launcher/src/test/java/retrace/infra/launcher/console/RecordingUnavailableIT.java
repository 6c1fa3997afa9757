package retrace.infra.launcher.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What a technician reads while the relay has nowhere to keep recordings. */
@ResourceLock(Walk.SHARED)
class RecordingUnavailableIT {

    private static final String DEMO = "Demo desktop";

    @RegisterExtension
    final Walk walk = new Walk();

    @Test
    void nobodyConnectsUnrecordedAndAllDoOnceRecordingsCanBeKeptAgain() throws IOException {
        Console console = walk.signIn("demo-owner");
        Path spool = walk.spool();
        Desktop.await("an empty spool").until(() -> isEmpty(spool));
        Path away = spool.resolveSibling("spool-away");
        Files.move(spool, away); // as a disk that is gone
        try {
            Desktop.await("a relay that knows").until(() -> !walk.canRecord());
            console.button("Connect to " + DEMO).click();
            assertThat(console.heading("The session was refused")).isVisible();
            assertThat(console.page()
                            .getByText("Your team records all sessions, and recordings cannot be kept at the moment."
                                    + " Try again in a few minutes; if it stays like this, tell your operator."))
                    .isVisible();
            console.screenshot("refused");
            console.button("Back to the computers").click();
        } finally {
            Files.move(away, spool);
        }
        Desktop.await("a relay that knows").until(walk::canRecord);
        console.connect(DEMO).awaitPaintings(1).disconnect();
    }

    /** Nothing of a session that another test has ended is left to be uploaded. */
    private static boolean isEmpty(Path spool) throws IOException {
        try (Stream<Path> files = Files.list(spool)) {
            return files.noneMatch(file -> file.getFileName().toString().startsWith("session-"));
        }
    }
}
