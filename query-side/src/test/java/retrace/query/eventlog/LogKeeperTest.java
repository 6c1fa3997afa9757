package retrace.query.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import retrace.query.eventlog.Heads.Signed;
import retrace.query.eventlog.note.NoteRefused;
import retrace.query.eventlog.note.SigningKey;
import retrace.query.eventlog.note.VerifierKey;
import retrace.query.eventlog.tree.ProofCheck;
import retrace.query.eventlog.tree.Proofs;
import retrace.query.eventlog.tree.TreeHasher;

/** Events are sealed once, whatever comes between, and a head is signed of what is sealed and of nothing else. */
class LogKeeperTest {

    private final SealedHistory history = new SealedHistory();

    private Signed newestHead() throws IOException, NoteRefused {
        Heads heads = new Heads(history.objects);
        return heads.read(heads.sizes().getLast()).orElseThrow();
    }

    private LogTables tables(Connection connection) {
        return new LogTables(LogTables.sql(connection));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 256, 300, 1000})
    void theHeadIsThatOfAllEventsWhateverTheBatchesWere(int batch) throws Exception {
        history.with(batch == 1 ? 20 : 777);

        history.keeper(batch).round();

        Signed signed = newestHead();
        assertThat(signed.head().root()).isEqualTo(history.rootInOrder());
        assertThat(signed.note().isSignedBy(SealedHistory.KEY.verifier())).isTrue();
        assertThat(signed.head().origin()).isEqualTo("example.com/retrace");
    }

    @Test
    void aTreeOfThreeLevelsOfTilesGrowsFromHeadToHead() throws Exception {
        history.execute(
                "INSERT INTO events.domain_event (event_identifier, aggregate_identifier, sequence_number, type,"
                        + " payload_type, payload, meta_data, time_stamp) SELECT 'event-' || i, 'aggregate', i, 'Session',"
                        + " 'view-opened', '{}', '{}', '' FROM generate_series(0, 66000) i");
        LogKeeper keeper = history.keeper(30_000);
        keeper.round();
        byte[] rootBefore = newestHead().head().root();
        history.with(700);
        keeper.round();

        assertThat(newestHead().head().root()).isEqualTo(history.rootInOrder());
        TreeHasher hasher = new TreeHasher();
        try (Connection connection = history.database.getConnection()) {
            Proofs proofs = new Proofs(new TableNodes(tables(connection), hasher), hasher);
            assertThat(new ProofCheck(hasher)
                            .isConsistent(
                                    66_001,
                                    rootBefore,
                                    66_701,
                                    history.rootInOrder(),
                                    proofs.consistency(66_001, 66_701)))
                    .isTrue();
        }
    }

    @Test
    void nothingIsSignedWhereNothingIsNewAndEveryHeadIsKept() throws Exception {
        LogKeeper keeper = history.keeper(100);
        keeper.round();
        assertThat(history.objects.content).isEmpty();

        history.with(10);
        keeper.round();
        keeper.round();
        history.keeper(100).round();
        history.withOneMore();
        keeper.round();

        assertThat(new Heads(history.objects).sizes()).containsExactly(10L, 11L);
        assertThat(keeper.status().signed()).isEqualTo(11);
    }

    @Test
    void anEventThatIsCommittedLateIsSealedLate() throws Exception {
        history.with(5);
        try (Connection slow = history.database.getConnection();
                Connection gone = history.database.getConnection()) {
            slow.setAutoCommit(false);
            gone.setAutoCommit(false);
            SealedHistory.append(slow, "slow", 0, "{}");
            SealedHistory.append(gone, "gone", 0, "{}");
            SealedHistory.append(slow, "slow", 1, "{}");
            try (Connection quick = history.database.getConnection()) {
                SealedHistory.append(quick, "quick", 0, "{}");
            }
            history.sealed();
            assertThat(newestHead().head().size()).isEqualTo(6);

            slow.commit();
            gone.rollback();
            history.sealed();
        }

        assertThat(newestHead().head().size()).isEqualTo(8);
        try (Connection connection = history.database.getConnection()) {
            EntryBundle bundle = tables(connection).bundle(0).orElseThrow();
            assertThat(List.of(5, 6, 7).stream().map(bundle::globalIndex)).containsExactly(9L, 6L, 8L);
            assertThat(tables(connection).leavesOf(Set.of(8L, 7L)).values())
                    .singleElement()
                    .satisfies(leaf -> assertThat(leaf.position()).isEqualTo(7));
            assertThat(tables(connection).isInGap(7)).isTrue();
        }
    }

    @Test
    void aMissingNumberIsForgottenOnlyWhenNobodyCanHaveIt() throws Exception {
        try (Connection slow = history.database.getConnection();
                Connection sealing = history.database.getConnection();
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Sealer sealer = new Sealer(sealing, 100, 0, threads);
            slow.setAutoCommit(false);
            SealedHistory.append(slow, "slow", 0, "{}");
            history.with(3);

            sealer.sealBatch();
            sealer.sealBatch();
            assertThat(history.ask("SELECT count(*) FROM event_log.gap")).isEqualTo(1);

            slow.rollback();
            sealer.sealBatch();
            sealer.sealBatch();
            assertThat(history.ask("SELECT count(*) FROM event_log.gap")).isZero();
        }
    }

    @Test
    void aMissingNumberIsLookedForAMinuteAtLeast() throws Exception {
        history.with(3);
        history.execute("DELETE FROM events.domain_event WHERE global_index = 2");
        history.sealed();

        history.execute("UPDATE event_log.gap SET found_at = now() - interval '50 seconds'");
        history.sealed();
        assertThat(history.ask("SELECT count(*) FROM event_log.gap")).isEqualTo(1);

        history.execute("UPDATE event_log.gap SET found_at = now() - interval '61 seconds'");
        history.sealed();
        assertThat(history.ask("SELECT count(*) FROM event_log.gap")).isZero();
    }

    @Test
    void theStatusSaysHowMuchIsLeftToDo() throws Exception {
        LogKeeper keeper = history.keeper(100);
        history.with(5);
        keeper.round();
        assertThat(keeper.status().isWaiting()).isFalse();
        assertThat(keeper.status().headAge(SealedHistory.CLOCK.instant().plusSeconds(90)))
                .hasSeconds(90);

        history.with(0).withOneMore();
        try (Connection other = history.database.getConnection();
                Statement locking = other.createStatement()) {
            locking.execute("SELECT pg_advisory_lock(" + LogKeeper.LOCK + ")");
            keeper.round();
        }
        assertThat(keeper.status().isWaiting()).isTrue();
        assertThat(keeper.status().unsealed()).isEqualTo(1);
        assertThat(keeper.status().signed()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void aProcessThatEndsAnywhereIsFollowedByAnother(int writes) throws Exception {
        history.with(600);
        history.objects.failAfter(writes);
        if (writes < 4) {
            assertThatThrownBy(() -> history.keeper(200).round()).isInstanceOf(IOException.class);
        } else {
            history.keeper(200).round();
        }
        history.objects.failAfter(Integer.MAX_VALUE);

        history.keeper(200).round();

        assertThat(newestHead().head().root()).isEqualTo(history.rootInOrder());
        assertThat(history.objects.content.keySet())
                .containsExactly(
                        "event-log/head/00000000000000000600",
                        "event-log/tile/entries/000",
                        "event-log/tile/entries/001",
                        "event-log/tile/entries/002.p/88");
    }

    @Test
    void severalAtATimeMakeOneLog() throws Exception {
        history.with(500);
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<?>> rounds = List.of(1, 2, 3).stream()
                    .<Future<?>>map(number -> threads.submit(() -> {
                        LogKeeper keeper = history.keeper(50 * number);
                        for (int i = 0; i < 5; i++) {
                            keeper.round();
                        }
                        return null;
                    }))
                    .toList();
            for (Future<?> round : rounds) {
                round.get();
            }
        }

        assertThat(newestHead().head().root()).isEqualTo(history.rootInOrder());
        assertThat(history.ask("SELECT size FROM event_log.progress")).isEqualTo(500);
    }

    private void assertNothingIsSigned(String why) throws SQLException {
        int objects = history.objects.content.size();
        assertThatThrownBy(() -> history.keeper(100).round())
                .isInstanceOf(LogBroken.class)
                .hasMessageContaining(why);
        assertThat(history.objects.content).hasSize(objects);
    }

    @Test
    void aForkIsNotSigned() throws Exception {
        history.with(300).sealed();
        history.execute("UPDATE event_log.bundle SET entries = overlay(entries placing '\\x00'::bytea from 20)"
                + " WHERE number = 1");
        history.withOneMore();

        assertNothingIsSigned("is another one than that whose head of 300 events is signed");
    }

    @Test
    void aDatabaseThatIsOlderThanTheStoreIsNotSigned() throws Exception {
        history.with(300).sealed();
        history.execute("TRUNCATE event_log.bundle, event_log.tile, event_log.gap");
        history.execute("UPDATE event_log.progress SET size = 0, highest = 0, stored = 0, head_size = 0");
        history.execute("DELETE FROM events.domain_event WHERE global_index > 200");

        assertNothingIsSigned("has only 200");
    }

    @Test
    void aHeadThatIsGoneOrChangedIsNotFollowedByAnother() throws Exception {
        history.with(30).sealed();
        byte[] head = history.objects.content.get(LogNames.head(30));
        history.objects.content.put(LogNames.head(30), "anything".getBytes(UTF_8));
        assertNothingIsSigned("was changed");

        history.objects.content.remove(LogNames.head(30));
        assertNothingIsSigned("is not in the object store");

        history.objects.content.put(LogNames.head(30), head);
        history.sealed();
    }

    @Test
    void anotherKeySignsOnlyWhereTheFormerOneIsNamed() throws Exception {
        history.with(30).sealed();
        LogSettings settings = SealedHistory.settings(100);
        SigningKey other = SigningKey.of("other.example.com/log", SigningKey.generate(new SecureRandom()));
        history.withOneMore();

        for (List<VerifierKey> former : List.of(List.<VerifierKey>of(), List.of(SealedHistory.KEY.verifier()))) {
            LogKeeper keeper = new LogKeeper(
                    history.database,
                    history.objects,
                    new LogSettings(other, former, settings.interval(), 100, 8),
                    SealedHistory.CLOCK);
            if (former.isEmpty()) {
                assertThatThrownBy(keeper::round).hasMessageContaining("former-keys");
            } else {
                keeper.round();
            }
        }
        assertThat(newestHead().note().isSignedBy(other.verifier())).isTrue();
    }
}
