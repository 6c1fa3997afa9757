package retrace.query.eventlog.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import retrace.kernel.id.SessionId;
import retrace.query.eventlog.LogObjects;
import retrace.query.eventlog.RecordedSession;
import retrace.query.eventlog.SealedHistory;

/** Every recording that is not as its event says is named. */
class RecordingsVerificationTest {

    private final SealedHistory history = new SealedHistory();

    @SuppressWarnings("NullAway.Init") // before each
    private RecordedSession session;

    @BeforeEach
    void record() throws Exception {
        session = new RecordedSession(history)
                .recorded("first")
                .recorded("second")
                .recorded("third");
    }

    private RecordingsReport verify(@Nullable SessionId only) throws Exception {
        try (Connection connection = history.database.getConnection();
                RecordingsVerification verification =
                        new RecordingsVerification(connection, history.objects, 3, Watcher.NOBODY)) {
            return verification.run(only);
        }
    }

    private List<String> told() throws Exception {
        return verify(null).findings().kept().stream()
                .map(finding -> finding.kind() + " " + finding.object())
                .toList();
    }

    @Test
    void recordingsThatAreAsTheyWereHaveNoFindings() throws Exception {
        new RecordedSession(history).recorded("of another session");

        assertThat(told()).isEmpty();
        assertThat(verify(null).counts().checked()).isEqualTo(4);
        assertThat(verify(session.session).counts().checked()).isEqualTo(3);
    }

    @Test
    void oneThatIsMissingIsNamed() throws Exception {
        history.objects.content.remove(session.objectOf(1));

        assertThat(told()).containsExactly("RECORDING_MISSING " + session.objectOf(1));
    }

    @Test
    void oneThatWasChangedShortenedOrGrownIsNamed() throws Exception {
        history.objects.content.put(session.objectOf(0), "fIrst".getBytes(UTF_8));
        history.objects.content.put(session.objectOf(1), "secon".getBytes(UTF_8));
        history.objects.content.put(session.objectOf(2), "third and more".getBytes(UTF_8));

        assertThat(told())
                .containsExactly(
                        "RECORDING_CHANGED " + session.objectOf(0),
                        "RECORDING_CHANGED " + session.objectOf(1),
                        "RECORDING_CHANGED " + session.objectOf(2));
    }

    @Test
    void oneOfWhichTheStoreItselfSaysSomethingElseIsNamed() throws Exception {
        String first = session.objectOf(0);
        String second = session.objectOf(1);
        history.objects.facts.put(first, new LogObjects.Found(first, 2, 5, null));
        history.objects.facts.put(second, new LogObjects.Found(second, 1, 6, "00000000"));

        assertThat(told()).containsExactly("RECORDING_CHANGED " + first, "RECORDING_CHANGED " + second);
        assertThat(verify(null).findings().kept())
                .extracting(Finding::sentence)
                .anySatisfy(sentence ->
                        assertThat(sentence).endsWith("is another generation: the store has 2, its event says 1."))
                .anySatisfy(sentence -> assertThat(sentence).contains("the store counts the CRC32C 00000000"));
    }

    @Test
    void oneThatDoesNotFollowTheOneBeforeItIsNamed() throws Exception {
        session.recorded("fourth", "ab".repeat(32));

        assertThat(told()).containsExactly("CHAIN_BROKEN " + session.objectOf(3));
    }

    @Test
    void oneWhoseTimeIsOverMustBeGoneAndOneThatIsBeingDeletedMayBe() throws Exception {
        session.deletionDecided(0)
                .expired(0)
                .deletionDecided(1)
                .deletionDecided(2)
                .expired(2);
        history.objects.content.remove(session.objectOf(0));

        assertThat(told()).containsExactly("RECORDING_NOT_DELETED " + session.objectOf(2));
        assertThat(verify(null).counts().leaving()).isEqualTo(1);
        assertThat(verify(null).counts().deleted()).isEqualTo(2);
    }

    @Test
    void oneOfWhichTheEventsSayThatItIsMissingIsNamed() throws Exception {
        session.missing(1);

        assertThat(told()).containsExactly("RECORDING_MISSING " + session.objectOf(1));
    }

    @Test
    void anEventThatCannotBeReadIsNamed() throws Exception {
        history.execute("UPDATE events.domain_event SET payload = '[]' WHERE payload_type = 'segment-closed'"
                + " AND sequence_number = 2");

        List<Finding> findings = verify(null).findings().kept();

        assertThat(findings.getFirst().kind()).isEqualTo(Finding.Kind.EVENT_UNREADABLE);
        assertThat(findings.getFirst().globalIndex()).isEqualTo(4);
    }
}
