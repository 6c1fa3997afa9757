package retrace.query.eventlog.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import retrace.query.eventlog.LogKeeper;
import retrace.query.eventlog.LogNames;
import retrace.query.eventlog.SealedHistory;
import retrace.query.eventlog.note.SigningKey;
import retrace.query.eventlog.note.TreeHead;
import retrace.query.eventlog.note.VerifierKey;
import retrace.query.eventlog.verify.Finding.Kind;

/** Whatever is changed behind the application's back is named, and nothing else is. */
class EventsVerificationTest {

    private static final String COPY =
            "event_identifier, aggregate_identifier, sequence_number, type, payload_type, payload_revision, payload,"
                    + " meta_data, time_stamp";

    private final SealedHistory history = new SealedHistory();

    private EventsReport verify() throws Exception {
        return verify(List.of(SealedHistory.KEY.verifier()));
    }

    private EventsReport verify(List<VerifierKey> keys) throws Exception {
        return new EventsVerification(history.database, history.objects, keys, 10, 3, Watcher.NOBODY).run();
    }

    private static List<String> told(EventsReport report) {
        return report.findings().kept().stream()
                .map(finding -> finding.kind() + (finding.globalIndex() == null ? "" : " " + finding.globalIndex()))
                .toList();
    }

    @Test
    void aHistoryThatIsAsItWasSealedHasNoFindings() throws Exception {
        history.with(700).sealed();
        history.withOneMore().sealed();
        history.withOneMore();

        EventsReport report = verify();

        assertThat(told(report)).isEmpty();
        assertThat(report.read()).isEqualTo(701);
        assertThat(report.heads()).isEqualTo(2);
        assertThat(report.unsealed()).isEqualTo(1);
        assertThat(report.head()).isNotNull().extracting(TreeHead::size).isEqualTo(701L);
    }

    @Test
    void anEmptyHistoryAndOneThatWasNeverSealedAreSaidSo() throws Exception {
        assertThat(verify().head()).isNull();

        history.with(3);

        assertThat(verify().unsealed()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "event_identifier = 'another'",
                "aggregate_identifier = 'another'",
                "sequence_number = 99",
                "type = 'Team'",
                "type = null",
                "payload_type = 'view-closed'",
                "payload_revision = '2'",
                "payload_revision = ''",
                "payload = '{}'",
                "meta_data = '{\"a\":1}'",
                "time_stamp = '2026-11-24T12:00:00.001Z'"
            })
    void aColumnThatWasChangedIsNoticed(String change) throws Exception {
        history.with(300).sealed();
        history.execute("UPDATE events.domain_event SET " + change + " WHERE global_index = 259");

        EventsReport report = verify();

        assertThat(told(report)).containsExactly("EVENT_CHANGED 259");
        assertThat(report.findings().kept().getFirst().sentence()).startsWith("Event 259 (");
    }

    @Test
    void theSentenceSaysWhichEventItIs() throws Exception {
        history.with(30).sealed();
        history.execute("UPDATE events.domain_event SET payload = '{}' WHERE global_index = 9");

        assertThat(verify().findings().kept().getFirst().sentence())
                .isEqualTo("Event 9 (view-opened, number 1 of aggregate-1) was changed since it was sealed.");
    }

    @Test
    void eventsThatWereRemovedAreNamed() throws Exception {
        history.with(600).sealed();
        history.execute("DELETE FROM events.domain_event WHERE global_index IN (1, 300, 600)");

        assertThat(told(verify())).containsExactly("EVENT_REMOVED 1", "EVENT_REMOVED 300", "EVENT_REMOVED 600");
    }

    @Test
    void anEventThatWasAddedIsNamed() throws Exception {
        history.with(300);
        history.execute("DELETE FROM events.domain_event WHERE global_index = 100");
        history.sealed();
        history.execute("DELETE FROM event_log.gap");
        history.execute(
                "INSERT INTO events.domain_event (global_index, " + COPY + ") SELECT 100, 'e', 'other', 0, type,"
                        + " payload_type, payload_revision, payload, meta_data, time_stamp FROM events.domain_event"
                        + " WHERE global_index = 1");
        history.execute("INSERT INTO events.domain_event (global_index, " + COPY + ") SELECT -5, 'f', 'other', 1, type,"
                + " payload_type, payload_revision, payload, meta_data, time_stamp FROM events.domain_event"
                + " WHERE global_index = 1");

        assertThat(told(verify())).containsExactly("EVENT_ADDED -5", "EVENT_ADDED 100");
    }

    @Test
    void eventsThatChangedPlacesAndOneThatWasMovedAwayAreNamed() throws Exception {
        history.with(300).sealed();
        history.execute("UPDATE events.domain_event SET global_index = -1 WHERE global_index = 10");
        history.execute("UPDATE events.domain_event SET global_index = 10 WHERE global_index = 20");
        history.execute("UPDATE events.domain_event SET global_index = 20 WHERE global_index = -1");
        history.execute("UPDATE events.domain_event SET global_index = -7 WHERE global_index = 30");

        EventsReport report = verify();

        assertThat(told(report))
                .containsExactlyInAnyOrder("EVENT_RENUMBERED 10", "EVENT_RENUMBERED 20", "EVENT_RENUMBERED -7");
        assertThat(report.findings().kept())
                .extracting(Finding::sentence)
                .anySatisfy(sentence -> assertThat(sentence).endsWith("it was sealed with the number 30."));
    }

    @Test
    void anEventThatIsLateIsNotTakenForOneThatWasAdded() throws Exception {
        try (Connection slow = history.database.getConnection()) {
            slow.setAutoCommit(false);
            SealedHistory.append(slow, "slow", 0, "{}");
            history.with(300).sealed();
            slow.commit();
        }

        EventsReport late = verify();
        assertThat(told(late)).isEmpty();
        assertThat(late.unsealed()).isEqualTo(1);

        history.sealed();
        EventsReport sealed = verify();
        assertThat(told(sealed)).isEmpty();
        assertThat(sealed.unsealed()).isZero();

        history.execute("UPDATE events.domain_event SET payload = '{\"b\":1}' WHERE global_index = 1");
        assertThat(told(verify())).containsExactly("EVENT_CHANGED 1");
    }

    @Test
    void theEventIsNamedEvenWhereTheDatabasesOwnLogWasChangedWithIt() throws Exception {
        history.with(300).sealed();
        history.execute("UPDATE events.domain_event SET payload = '{\"forged\":true}' WHERE global_index = 50");
        history.execute("UPDATE event_log.progress SET size = 0, highest = 0");
        history.execute("TRUNCATE event_log.bundle, event_log.tile");
        history.sealedInTheDatabaseAlone();

        assertThat(told(verify())).containsExactly("LOG_TABLE_CHANGED", "EVENT_CHANGED 50");
    }

    @Test
    void anEventThatWasRemovedFromTheDatabasesOwnLogTooIsNamed() throws Exception {
        history.with(300).sealed();
        history.execute("DELETE FROM events.domain_event WHERE global_index = 50");
        history.execute("UPDATE event_log.progress SET size = 0, highest = 0");
        history.execute("TRUNCATE event_log.bundle, event_log.tile, event_log.gap");
        history.sealedInTheDatabaseAlone();

        assertThat(told(verify()))
                .contains("LOG_TABLE_CHANGED", "EVENT_REMOVED 50")
                .doesNotContain("EVENT_CHANGED 51");
    }

    @Test
    void whereTheStoresLogWasChangedTheDatabasesIsBelieved() throws Exception {
        history.with(600).sealed();
        history.objects.content.computeIfPresent(LogNames.bundle(1, 256), (name, bundle) -> {
            byte[] changed = bundle.clone();
            changed[100] ^= 1;
            return changed;
        });

        EventsReport report = verify();

        assertThat(told(report)).containsExactly("LOG_OBJECT_CHANGED");
        assertThat(report.findings().kept().getFirst().object()).isEqualTo("event-log/tile/entries/001");
    }

    @Test
    void aBundleThatIsGoneFromTheStoreIsNamed() throws Exception {
        history.with(600).sealed();
        history.objects.content.remove(LogNames.bundle(0, 256));
        history.objects.content.put(LogNames.bundle(2, 88), new byte[0]);

        assertThat(told(verify())).containsExactly("LOG_OBJECT_CHANGED", "LOG_OBJECT_CHANGED");
    }

    @Test
    void bothLogsChangedContradictTheHead() throws Exception {
        history.with(300).sealed();
        history.execute("UPDATE events.domain_event SET payload = '{\"forged\":true}' WHERE global_index = 50");
        history.execute("UPDATE event_log.progress SET size = 0, highest = 0, stored = 0, head_size = 0");
        history.execute("TRUNCATE event_log.bundle, event_log.tile");
        byte[] head = history.objects.content.get(LogNames.head(300));
        history.objects.content.clear();
        history.sealed();
        history.objects.content.put(LogNames.head(300), head);

        assertThat(told(verify())).containsExactly("HEAD_CONTRADICTED");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 25, 60, -30, -2})
    void aHeadOfWhichAByteWasChangedIsNamed(int at) throws Exception {
        history.with(30).sealed();
        history.objects.content.computeIfPresent(LogNames.head(30), (name, head) -> {
            byte[] changed = head.clone();
            changed[at < 0 ? head.length + at : at] ^= 1;
            return changed;
        });

        EventsReport report = verify();

        assertThat(told(report)).containsExactly("HEAD_INVALID");
        assertThat(report.findings().kept().getFirst().object()).isEqualTo(LogNames.head(30));
        assertThat(report.head()).isNull();
    }

    @Test
    void aHeadThatIsGoneIsNamed() throws Exception {
        history.with(30).sealed();
        history.withOneMore().sealed();
        history.objects.content.remove(LogNames.head(31));

        EventsReport report = verify();

        assertThat(report.findings().kept())
                .extracting(Finding::sentence)
                .containsExactly("The signed head of 31 events is not good: It is gone.");
        assertThat(report.head()).isNotNull().extracting(TreeHead::size).isEqualTo(30L);
    }

    @Test
    void manyStretchesAtATimeNameTheSameAsOne() throws Exception {
        history.execute(
                "INSERT INTO events.domain_event (" + COPY + ") SELECT 'e' || i, 'a' || i / 9, i % 9, 'Session',"
                        + " 'view-opened', null, '{}', '{}', '' FROM generate_series(0, 59999) i");
        LogKeeper keeper = history.keeper(20_000);
        keeper.round();
        history.with(300);
        keeper.round();
        history.execute("UPDATE events.domain_event SET meta_data = '[]' WHERE global_index % 10000 = 0");
        history.execute("DELETE FROM events.domain_event WHERE global_index % 10000 = 5000");
        history.execute("UPDATE events.domain_event SET global_index = -7 WHERE global_index = 60100");

        EventsReport report = verify();

        assertThat(told(report))
                .containsExactlyInAnyOrder(
                        "EVENT_CHANGED 10000",
                        "EVENT_CHANGED 20000",
                        "EVENT_CHANGED 30000",
                        "EVENT_CHANGED 40000",
                        "EVENT_CHANGED 50000",
                        "EVENT_CHANGED 60000",
                        "EVENT_REMOVED 5000",
                        "EVENT_REMOVED 15000",
                        "EVENT_REMOVED 25000",
                        "EVENT_REMOVED 35000",
                        "EVENT_REMOVED 45000",
                        "EVENT_REMOVED 55000",
                        "EVENT_RENUMBERED -7");
        assertThat(report.heads()).isEqualTo(2);
        assertThat(report.read()).isEqualTo(60_294);
    }

    @Test
    void aHeadUnderAnotherKeyIsNotBelieved() throws Exception {
        history.with(30).sealed();
        VerifierKey other = SigningKey.of("example.com/retrace", SigningKey.generate(new SecureRandom()))
                .verifier();

        EventsReport report = verify(List.of(other));

        assertThat(told(report)).containsExactly("HEAD_INVALID");
        assertThat(report.head()).isNull();
        assertThat(told(verify(List.of()))).isEmpty();
    }

    @Test
    void ofManyFindingsTheFirstAreKeptAndAllAreCounted() throws Exception {
        history.with(300).sealed();
        history.execute("INSERT INTO events.domain_event (global_index, " + COPY + ") SELECT -i, 'e' || i, 'other', i,"
                + " 'Session', 'view-opened', null, '{}', '{}', '' FROM generate_series(1, 20000) i");

        Findings findings = verify().findings();

        assertThat(findings.count()).isEqualTo(20_000);
        assertThat(findings.kept()).hasSize(Findings.KEPT_MAX);
        assertThat(findings.kept()).allMatch(finding -> finding.kind() == Kind.EVENT_ADDED);
    }
}
