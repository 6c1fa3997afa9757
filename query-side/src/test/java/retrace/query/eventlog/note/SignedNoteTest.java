package retrace.query.eventlog.note;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and notes, against those that other implementations have made. */
class SignedNoteTest {

    private static final String PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private static final String NOTE = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.

            — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
            """;

    private final SigningKey key = SigningKey.of("example.com/log", SigningKey.generate(new SecureRandom()));

    @Test
    void aKeyOfAnotherImplementationHasTheIdThatItSays() throws NoteRefused {
        VerifierKey peter = VerifierKey.parse(PETER);

        assertThat(peter.name()).isEqualTo("PeterNeumann");
        assertThat(peter.id()).isEqualTo(0xc74f20a3);
        assertThat(peter).hasToString(PETER);
    }

    @Test
    void aNoteOfAnotherImplementationIsFoundGood() throws NoteRefused {
        SignedNote note = SignedNote.parse(NOTE);

        assertThat(note.isSignedBy(VerifierKey.parse(PETER))).isTrue();
        assertThat(note).hasToString(NOTE);
        assertThat(note.isSignedBy(key.verifier())).isFalse();
        assertThat(SignedNote.parse(NOTE.replace("answer", "anser")).isSignedBy(VerifierKey.parse(PETER)))
                .isFalse();
    }

    @Test
    void aHeadIsSignedAndReadBack() throws NoteRefused {
        TreeHead head = new TreeHead("example.com/log", 12, new byte[32]);

        SignedNote read = SignedNote.parse(SignedNote.sign(head.text(), key).toString());

        assertThat(read.isSignedBy(key.verifier())).isTrue();
        assertThat(TreeHead.parse(read.text())).isEqualTo(head);
        assertThat(read.isSignedBy(SigningKey.of("example.com/log", SigningKey.generate(new SecureRandom()))
                        .verifier()))
                .isFalse();
    }

    @Test
    void aSecondSignatureOfTheSameKeyMustBeGoodToo() throws NoteRefused {
        String note = SignedNote.sign("text\n", key).toString();
        String line = note.substring(note.indexOf('—'));
        byte[] bad = Base64.getDecoder()
                .decode(line.substring(line.lastIndexOf(' ') + 1).strip());
        bad[10] ^= 1;
        String badLine = "— example.com/log " + Base64.getEncoder().encodeToString(bad) + "\n";

        assertThat(SignedNote.parse(note + line).isSignedBy(key.verifier())).isTrue();
        assertThat(SignedNote.parse(note + badLine).isSignedBy(key.verifier())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text\n",
                "text\n\n",
                "text\n\n— name\n",
                "text\n\n— name !!!!\n",
                "text\n\n- name AAAAAAAA\n",
                "text\n\n— name AAAA\n",
                "text\n\n— name AAAAAAAAAA"
            })
    void whatIsNoNoteIsRefused(String note) {
        assertThatThrownBy(() -> SignedNote.parse(note)).isInstanceOf(NoteRefused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "log\n1\n",
                "log\n01\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
                "log\n-1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
                "log\n9999999999999999999\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
                "log\n1\nAAAA\n",
                "\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"
            })
    void whatIsNoHeadIsRefused(String text) {
        assertThatThrownBy(() -> TreeHead.parse(text)).isInstanceOf(NoteRefused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+c74f20a3+AhpC2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+c74f20a3",
                "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                ""
            })
    void whatIsNoKeyIsRefused(String text) {
        assertThatThrownBy(() -> VerifierKey.parse(text)).isInstanceOf(NoteRefused.class);
    }

    @Test
    void aSigningKeySaysNothingOfItsPrivateHalf() {
        String secret = SigningKey.generate(new SecureRandom());

        SigningKey made = SigningKey.of("log", secret);

        assertThat(made.toString()).doesNotContain(secret.substring(0, 20));
        byte[] mixed = Base64.getDecoder().decode(secret);
        mixed[40] ^= 1;
        assertThatThrownBy(() -> SigningKey.of("log", Base64.getEncoder().encodeToString(mixed)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("do not belong to each other");
        assertThatThrownBy(() -> SigningKey.of("log", "short")).hasMessageContaining("retrace audit key --new");
    }

    @Test
    void aProofIsReadBackAsItWasWritten() throws NoteRefused {
        String head = SignedNote.sign("log\n", key).toString();
        LoggedProof proof =
                new LoggedProof(7, List.of(new byte[32], "a hash that is thirty-two bytes!".getBytes(UTF_8)), head);

        LoggedProof read = LoggedProof.parse(proof.toString());

        assertThat(read).hasToString(proof.toString());
        assertThat(read.position()).isEqualTo(7);
        assertThat(read.head()).isEqualTo(head);
        assertThatThrownBy(() -> LoggedProof.parse("c2sp.org/tlog-proof@v1\nindex 1\nAAAA\n\n" + head))
                .isInstanceOf(NoteRefused.class);
        assertThatThrownBy(() -> LoggedProof.parse("anything")).isInstanceOf(NoteRefused.class);
    }
}
