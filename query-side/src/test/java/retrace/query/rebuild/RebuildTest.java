package retrace.query.rebuild;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import retrace.kernel.id.HoldId;
import retrace.kernel.id.TeamId;
import retrace.kernel.team.Plan;
import retrace.kernel.team.Setting;
import retrace.query.config.QuerySideConfiguration;
import retrace.query.readmodel.Projected;
import retrace.query.recordingcatalog.RecordingCatalogProjection;
import retrace.query.sessionslog.SessionsLogProjection;
import retrace.query.testing.EventTables;
import retrace.query.testing.Happening;
import retrace.query.testing.SessionStory;
import retrace.query.testing.TeamStory;

class RebuildTest {

    private static final Projected SESSIONS_LOG = SessionsLogProjection.PROJECTED;
    private static final Projected CATALOG = RecordingCatalogProjection.PROJECTED;

    /** Of some hundred events, so that there are many parts. */
    private static final int BYTES_A_PART = 20_000;

    @TempDir
    private Path folder;

    @AutoClose
    private final EventTables log = new EventTables();

    private final List<String> said = new ArrayList<>();

    @Test
    void whatComesWhileItIsAtWorkIsInToo() throws Exception {
        RandomHistory history = new RandomHistory(1);
        LiveProjections live = new LiveProjections(log);
        happen(live, history.next(100));

        rebuild(new Heard() {
            @Override
            public void filling(String names, long already, long expected) {
                happen(live, history.next(50));
            }
        });

        LiveProjections.assertSameRows(log.sql());
    }

    @Test
    void isTakenUpAgainWhereItWasStopped() throws Exception {
        LiveProjections live = new LiveProjections(log);
        happen(live, new RandomHistory(2).next(300));
        assertThatThrownBy(() -> rebuild(new StoppedAfter(2))).hasRootCauseMessage("stopped");
        Path left = Files.createDirectory(folder.resolve("left"));
        Files.createFile(left.resolve("0"));
        log.sql().execute("insert into sessions_log__new.rebuild_folder values (?)", left.toString());

        BegunRebuild stopped = begun(SESSIONS_LOG);
        assertThat(stopped.running()).isFalse();
        assertThat(stopped.stage()).isEqualTo(BegunRebuild.Stage.FILLING);
        assertThat(stopped.partsDone()).isPositive().isLessThan(stopped.parts());

        List<Long> already = new ArrayList<>();
        List<BegunRebuild> seen = new ArrayList<>();
        rebuild(new Heard() {
            @Override
            public void filling(String names, long known, long expected) {
                already.add(known);
                seen.add(begun(SESSIONS_LOG));
            }

            @Override
            public void said(String what) {
                super.said(what);
                if (what.startsWith("sessions-log: ") && what.contains("have come since")) {
                    seen.add(begun(SESSIONS_LOG));
                }
            }
        });
        assertThat(seen).extracting(BegunRebuild::running).containsOnly(true);
        assertThat(seen.getLast().stage()).isEqualTo(BegunRebuild.Stage.CATCHING_UP);
        assertThat(seen.getLast().partsDone()).isEqualTo(stopped.parts());
        assertThat(seen.getLast().events()).isPositive();
        assertThat(BegunRebuild.of(log.sql(), SESSIONS_LOG)).isNull();

        assertThat(said).contains("sessions-log: taken up again where it was stopped.");
        assertThat(already.getFirst()).isPositive();
        assertThat(folder).isEmptyDirectory();
        LiveProjections.assertSameRows(log.sql());
    }

    @Test
    void onlyOneAtATime() throws Exception {
        try (RebuildLock ignored = RebuildLock.take(log.database(), Set.of(SESSIONS_LOG))) {
            assertThatThrownBy(() -> rebuild(new Heard()))
                    .isInstanceOf(RebuildRefused.class)
                    .hasMessage("Another rebuild is at sessions-log just now. Wait until it is over.");
        }
        rebuild(SESSIONS_LOG, false, new Heard());
    }

    @Test
    void anEventThatCannotBeReadIsPutAsideWithThoseAfterItAndTheOperatorDecides() throws Exception {
        SessionStory bad = new SessionStory(TeamId.create()).started();
        SessionStory good = new SessionStory(TeamId.create()).started().ended();
        log.append(bad.told());
        appendBytes(new Happening(bad.session.value(), 1, "no matter"), "session-ended", "[]");
        log.append(
                List.of(new Happening(bad.session.value(), 2, bad.ended().last().event())));
        log.append(good.told());

        assertThatThrownBy(() -> rebuild(SESSIONS_LOG, false, new Heard()))
                .isInstanceOf(RebuildRefused.class)
                .hasMessageContaining("sessions-log: 2 events were put aside")
                .hasMessageContaining("event 2, number 1 of " + bad.session + ", session-ended: ")
                .hasMessageContaining("--accept-aside");
        assertThat(rowsOf("sessions_log.session")).isEmpty();
        List<Rebuild.Rebuilt> rebuilt = rebuild(SESSIONS_LOG, true, new Heard());

        assertThat(rebuilt.getFirst().accepted()).extracting(Aside::index).containsExactly(2L, 3L);
        assertThat(rowsOf("sessions_log.session where ended_at is not null")).containsExactly(good.session.value());
        assertThat(rowsOf("sessions_log.session where ended_at is null")).containsExactly(bad.session.value());
        DeadLetters letters = new DeadLetters(log.database(), Clock.systemUTC());
        assertThat(letters.counts()).containsOnly(Map.entry("sessions-log", 2));
        assertThat(letters.list().getFirst().cause()).isNotNull();
        assertThat(letters.list().getLast().cause()).isNull();
    }

    @Test
    void deadLettersAreRetriedInOrderOrDiscarded() throws Exception {
        SessionStory story = new SessionStory(TeamId.create()).started();
        log.append(story.told());
        appendBytes(new Happening(story.session.value(), 1, "no matter"), "session-ended", "{}");
        log.append(List.of(new Happening(
                story.session.value(),
                2,
                story.holdPlaced(HoldId.create(), "Case").last().event())));
        rebuild(SESSIONS_LOG, true, new Heard());
        DeadLetters letters = new DeadLetters(log.database(), Clock.systemUTC());
        String part = letters.parts(SESSIONS_LOG).getFirst();

        assertThat(letters.retry(SESSIONS_LOG, part)).isEqualTo(new DeadLetters.Retried(part, 0, 2));
        assertThat(log.sql().fetchValue("select holds from sessions_log.session"))
                .isEqualTo(0);

        log.sql()
                .execute(
                        "update events.dead_letter set payload = (select payload from events.domain_event where"
                                + " payload_type = 'session-started'), payload_type = 'session-started' where sequence_number = 1");
        assertThat(letters.retry(SESSIONS_LOG, part)).isEqualTo(new DeadLetters.Retried(part, 2, 0));
        assertThat(log.sql().fetchValue("select holds from sessions_log.session"))
                .isEqualTo(1);
        assertThat(letters.parts(SESSIONS_LOG)).isEmpty();
        assertThat(letters.discard(SESSIONS_LOG, part)).isZero();
    }

    @Test
    void anEventThatTheProjectionFailsOnLeavesNoTrace() throws Exception {
        TeamId team = TeamId.create();
        TeamStory story = new TeamStory(team)
                .created(Plan.ENTERPRISE)
                .set(Setting.DAYS_KEPT, "90", "30")
                .set(Setting.DAYS_KEPT, "30", "a lot")
                .set(Setting.DAYS_KEPT, "a lot", "60");
        log.append(story.told());

        rebuild(CATALOG, true, new Heard());

        assertThat(log.sql().fetchValue("select days_kept from recording_catalog.team"))
                .isEqualTo(30);
    }

    @Test
    void aRevisionOfLaterIsPutAside() throws Exception {
        try (Connection connection = log.database().getConnection()) {
            Happening any = new Happening("session-1", 0, "no matter");
            EventTables.append(connection, any, "session-started", "99", "{}".getBytes(UTF_8));
        }

        assertThatThrownBy(() -> rebuild(SESSIONS_LOG, false, new Heard()))
                .hasMessageContaining("This version does not know revision 99 of session-started.");
    }

    @Test
    void aTokenThatIsBehindIsMovedAndOneThatIsNotThereIsMade() throws Exception {
        log.append(new SessionStory(TeamId.create()).started().ended().told());
        LiveTokens.at(SESSIONS_LOG.name(), 1, 1).replaceAll(log.sql(), Clock.systemUTC());

        new Rebuild(log.database(), wishes(false), RebuildListener.NONE, Clock.systemUTC())
                .run(List.of(SESSIONS_LOG, CATALOG));

        assertThat(log.sql()
                        .resultQuery("select processor_name from events.token"
                                + " where convert_from(token, 'UTF8')::jsonb->>'index' = '2'")
                        .fetchInto(String.class))
                .containsExactlyInAnyOrder(SESSIONS_LOG.name(), CATALOG.name());
    }

    @Test
    void theOldTablesStayUntilTheyAreDropped() throws Exception {
        rebuild(SESSIONS_LOG, false, new Heard());
        assertThat(schemas()).contains("sessions_log", "sessions_log__old").doesNotContain("sessions_log__new");

        new Rebuild(log.database(), wishes(false), RebuildListener.NONE, Clock.systemUTC()).dropOld(SESSIONS_LOG);

        assertThat(schemas()).contains("sessions_log").doesNotContain("sessions_log__old");
    }

    private BegunRebuild begun(Projected projected) {
        return Objects.requireNonNull(BegunRebuild.of(log.sql(), projected));
    }

    private List<String> schemas() {
        return log.sql().resultQuery("select nspname from pg_namespace").fetchInto(String.class);
    }

    private List<String> rowsOf(String from) {
        return log.sql().resultQuery("select session from " + from).fetchInto(String.class);
    }

    private void appendBytes(Happening happening, String name, String payload) throws SQLException {
        try (Connection connection = log.database().getConnection()) {
            EventTables.append(connection, happening, name, "1", payload.getBytes(UTF_8));
        }
    }

    private void happen(LiveProjections live, List<Happening> history) {
        log.append(history);
        live.feed(history);
        live.storeTokens();
    }

    private Rebuild.Wishes wishes(boolean acceptAside) {
        return new Rebuild.Wishes(
                false, acceptAside, false, OptionalInt.empty(), new Rebuild.Effort(1, BYTES_A_PART, folder));
    }

    private void rebuild(RebuildListener listener) throws Exception {
        new Rebuild(log.database(), wishes(false), listener, Clock.systemUTC()).run(QuerySideConfiguration.PROJECTED);
    }

    private List<Rebuild.Rebuilt> rebuild(Projected projected, boolean acceptAside, RebuildListener listener)
            throws Exception {
        return new Rebuild(log.database(), wishes(acceptAside), listener, Clock.systemUTC()).run(List.of(projected));
    }

    /** Fails when so many parts that have events are filled and one more. */
    private final class StoppedAfter extends Heard {

        private final AtomicInteger left;
        private boolean filling;

        StoppedAfter(int parts) {
            left = new AtomicInteger(parts);
        }

        @Override
        public void filling(String names, long already, long expected) {
            filling = true;
        }

        @Override
        public void read(long events) {
            if (filling && events > 0 && left.getAndDecrement() == 0) {
                throw new IllegalStateException("stopped");
            }
        }
    }

    private class Heard implements RebuildListener {
        @Override
        public void said(String sentence) {
            said.add(sentence);
        }
    }
}
