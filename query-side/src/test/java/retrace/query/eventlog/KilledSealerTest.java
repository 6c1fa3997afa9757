package retrace.query.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static retrace.query.testing.Eventually.eventually;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A process that is killed while it seals: another goes on where it was, and nothing is sealed twice. */
class KilledSealerTest {

    private static final int EVENTS = 600;
    private static final int BATCH = 200;
    private static final long HELD = 42;

    private final SealedHistory history = new SealedHistory();

    /** The process that is killed. */
    static final class Sealing {

        private Sealing() {}

        public static void main(String[] arguments) throws Exception {
            new LogKeeper(
                            SealedHistory.unpooled(arguments[0]),
                            new MemoryObjects(),
                            SealedHistory.settings(BATCH),
                            SealedHistory.CLOCK)
                    .round();
        }
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Sealing.class.getName(),
                        history.address)
                .inheritIO()
                .start();
    }

    /** Whoever has sealed the second batch waits with its transaction open. */
    private void holdSecondBatch() throws Exception {
        history.execute("CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                + " IF new.size = " + 2 * BATCH + " THEN PERFORM pg_advisory_xact_lock(" + HELD + "); END IF;"
                + " RETURN new; END $$");
        history.execute("CREATE TRIGGER hold BEFORE UPDATE ON event_log.progress FOR EACH ROW EXECUTE FUNCTION hold()");
    }

    private boolean waitsForHeld() throws Exception {
        return history.ask(
                        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = " + HELD)
                == 1;
    }

    @Test
    void anotherGoesOnWhereItWas() throws Exception {
        history.with(EVENTS);
        holdSecondBatch();
        try (Connection holding = history.database.getConnection();
                Statement lock = holding.createStatement()) {
            lock.execute("SELECT pg_advisory_lock(" + HELD + ")");
            Process process = start();
            try {
                while (!waitsForHeld()) {
                    assertThat(process.isAlive()).as("still seals").isTrue();
                    Thread.sleep(50);
                }
            } finally {
                process.destroyForcibly().waitFor();
            }
            assertThat(history.ask("SELECT size FROM event_log.progress")).isEqualTo(BATCH);
        }

        Heads heads = new Heads(history.objects);
        eventually(() -> {
            history.keeper(BATCH).round();
            assertThat(heads.sizes()).containsExactly((long) EVENTS);
        });

        assertThat(heads.read(EVENTS).orElseThrow().head().root()).isEqualTo(history.rootInOrder());
        assertThat(sealed())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, EVENTS).boxed().toList());
    }

    private List<Long> sealed() throws Exception {
        try (Connection connection = history.database.getConnection()) {
            return new LogTables(LogTables.sql(connection))
                    .bundles(0, 10).stream()
                            .flatMap(bundle -> LongStream.range(0, bundle.width())
                                    .mapToObj(entry -> bundle.globalIndex((int) entry)))
                            .toList();
        }
    }
}
