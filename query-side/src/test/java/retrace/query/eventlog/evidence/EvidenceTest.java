package retrace.query.eventlog.evidence;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import retrace.kernel.id.SessionId;
import retrace.query.eventlog.RecordedSession;
import retrace.query.eventlog.SealedHistory;
import retrace.query.eventlog.note.SignedNote;
import retrace.query.eventlog.note.SigningKey;
import retrace.query.eventlog.note.TreeHead;
import retrace.query.eventlog.note.VerifierKey;

/** An archive proves what is in it, to somebody who has nothing else; and nothing that was changed in it. */
@SuppressWarnings("NullAway.Init") // made before each
class EvidenceTest {

    private static final VerifierKey KEY = SealedHistory.KEY.verifier();

    @TempDir
    Path folder;

    private final SealedHistory history = new SealedHistory();
    private RecordedSession session;
    private Path archive;

    @BeforeEach
    void record() throws Exception {
        history.with(300);
        session = new RecordedSession(history).recorded("first").recorded("second");
        new RecordedSession(history).recorded("of another session");
        session.watched(1).ended();
        history.sealed();
        archive = folder.resolve("evidence.zip");
    }

    private EvidenceReport write() throws Exception {
        try (Connection connection = history.database.getConnection();
                OutputStream out = Files.newOutputStream(archive)) {
            return new EvidenceWriter(connection, history.objects, KEY).write(session.session, out);
        }
    }

    private List<String> problems(@Nullable VerifierKey key) throws Exception {
        return EvidenceCheck.check(archive, key).problems();
    }

    private Map<String, byte[]> unpacked() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                files.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return files;
    }

    private void pack(Map<String, byte[]> files) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
    }

    private static String first(Map<String, byte[]> files, String ending) {
        return files.keySet().stream()
                .filter(name -> name.endsWith(ending))
                .findFirst()
                .orElseThrow();
    }

    private static byte[] flipped(byte[] content) {
        byte[] changed = content.clone();
        changed[changed.length / 2] ^= 1;
        return changed;
    }

    @Test
    void whatWasWrittenIsFoundGood() throws Exception {
        EvidenceReport written = write();

        EvidenceReport checked = EvidenceCheck.check(archive, KEY);
        assertThat(written.problems()).isEmpty();
        assertThat(checked.problems()).isEmpty();
        assertThat(checked.session()).isEqualTo(session.session.value());
        assertThat(checked.events()).isEqualTo(6).isEqualTo(written.events());
        assertThat(checked.recordings()).isEqualTo(2);
        assertThat(problems(null)).isEmpty();
        assertThat(new String(unpacked().get("README.txt"), UTF_8))
                .contains(session.session.value(), "link-issued", "endpoint-reserved");
    }

    @Test
    void everyFileThatIsChangedIsNoticed() throws Exception {
        write();
        Map<String, byte[]> files = unpacked();
        for (String name : files.keySet()) {
            Map<String, byte[]> changed = new LinkedHashMap<>(files);
            changed.put(name, flipped(files.get(name)));
            pack(changed);
            if (!name.equals("README.txt")) {
                assertThat(isNoticed()).as(name).isTrue();
            }
        }
    }

    /** But for whole events of others about the session, and its own last one, of which nothing else says that there are. */
    @Test
    void everyFileThatIsTakenOutIsNoticed() throws Exception {
        write();
        Map<String, byte[]> files = unpacked();
        for (String name : files.keySet()) {
            Map<String, byte[]> fewer = new LinkedHashMap<>(files);
            fewer.remove(name);
            pack(fewer);
            if (!name.equals("README.txt")) {
                assertThat(isNoticed()).as(name).isTrue();
            }
        }
    }

    @Test
    void anEventThatIsTakenOutOfTheSessionWithItsProofIsNoticed() throws Exception {
        write();
        Map<String, byte[]> files = unpacked();
        String event = files.entrySet().stream()
                .filter(file -> new String(file.getValue(), UTF_8).contains("segment-closed"))
                .map(Map.Entry::getKey)
                .filter(name -> name.endsWith(".event"))
                .findFirst()
                .orElseThrow();
        files.remove(event);
        files.remove(event.replace(".event", ".tlog-proof"));
        pack(files);

        assertThat(problems(KEY)).anyMatch(problem -> problem.contains("number 1 is missing"));
    }

    private boolean isNoticed() throws Exception {
        try {
            return !problems(KEY).isEmpty();
        } catch (EvidenceRefused e) {
            return true;
        }
    }

    @Test
    void aForgedLogWithAKeyOfItsOwnIsNoticedByWhoeverHasNotedTheKeyDown() throws Exception {
        write();
        SigningKey forger = SigningKey.of(KEY.name(), SigningKey.generate(new SecureRandom()));
        Map<String, byte[]> files = unpacked();
        String text = SignedNote.parse(new String(files.get("head.txt"), UTF_8)).text();
        TreeHead head = TreeHead.parse(text);
        String forged = SignedNote.sign(head.text(), forger).toString();
        String genuine = new String(files.get("head.txt"), UTF_8);
        files.replaceAll((name, content) -> name.endsWith(".tlog-proof")
                ? new String(content, UTF_8).replace(genuine, forged).getBytes(UTF_8)
                : content);
        files.put("head.txt", forged.getBytes(UTF_8));
        files.put("key.txt", (forger.verifier() + "\n").getBytes(UTF_8));
        pack(files);

        assertThat(problems(null)).isEmpty();
        assertThat(problems(KEY)).hasSize(2);
    }

    @Test
    void aRecordingThatIsMissingOrChangedIsSaidWhenItIsWrittenAndWhenItIsChecked() throws Exception {
        history.objects.content.remove(session.objectOf(0));
        history.objects.content.put(session.objectOf(1), "sEcond".getBytes(UTF_8));

        assertThat(write().problems()).hasSize(2);
        assertThat(problems(KEY)).hasSize(2);
    }

    @Test
    void aRecordingWhoseTimeWasOverNeedNotBeThere() throws Exception {
        session.deletionDecided(0).expired(0);
        history.objects.content.remove(session.objectOf(0));
        history.sealed();

        assertThat(write().problems()).isEmpty();
        assertThat(problems(KEY)).isEmpty();
    }

    @Test
    void eventsThatNoHeadHasAndEventsThatWereChangedStayOutAndAreSaid() throws Exception {
        session.deletionDecided(0);
        history.execute("UPDATE events.domain_event SET meta_data = '{\"a\":1}' WHERE payload_type = 'link-issued'");

        List<String> problems = write().problems();

        assertThat(problems).hasSize(2);
        assertThat(problems).anyMatch(problem -> problem.contains("no signed head has it yet"));
        assertThat(problems).anyMatch(problem -> problem.contains("was changed since it was sealed"));
    }

    @Test
    void aSessionThatThereIsNotAndALogThatWasChangedHaveNoEvidence() throws Exception {
        session = new RecordedSession(new SealedHistory());
        assertThatThrownBy(this::write).hasMessage("There is no session " + session.session + ".");

        history.execute("UPDATE event_log.bundle SET entries = overlay(entries placing '\\x00'::bytea from 20)"
                + " WHERE number = 1");
        assertThatThrownBy(this::writeOther).hasMessageContaining("retrace audit verify");
    }

    private void writeOther() throws Exception {
        try (Connection connection = history.database.getConnection()) {
            long first = history.ask(
                    "SELECT min(global_index) FROM events.domain_event" + " WHERE payload_type = 'session-started'");
            assertThat(first).isPositive();
            new EvidenceWriter(connection, history.objects, KEY)
                    .write(anySession(connection), OutputStream.nullOutputStream());
        }
    }

    private static SessionId anySession(Connection connection) throws Exception {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT aggregate_identifier FROM events.domain_event"
                        + " WHERE payload_type = 'session-started' LIMIT 1")) {
            rows.next();
            return new SessionId(rows.getString(1));
        }
    }

    @Test
    void whatDoesNotBelongIntoAnArchiveIsRefusedUnread() throws Exception {
        write();
        Map<String, byte[]> files = unpacked();
        for (String name :
                List.of("../../etc/passwd", "/etc/passwd", "events/1.event", "recordings/x.mp4", "a\u001b[31m")) {
            Map<String, byte[]> more = new LinkedHashMap<>(files);
            more.put(name, new byte[1]);
            pack(more);
            assertThatThrownBy(() -> problems(KEY))
                    .isInstanceOf(EvidenceRefused.class)
                    .hasMessageContaining("does not belong")
                    .hasMessageNotContaining("\u001b");
        }
    }

    @Test
    void aFileThatUnpacksToManyTimesItsSizeCostsNoMoreThanItsEventSays() throws Exception {
        write();
        Map<String, byte[]> files = unpacked();
        files.put(first(files, ".mp4"), new byte[200 << 20]);
        pack(files);
        assertThat(Files.size(archive)).isLessThan(1 << 20);

        assertThat(problems(KEY)).singleElement().asString().contains("it has more than 5 bytes");
    }

    @Test
    void anEventThatUnpacksToManyTimesItsSizeIsNotRead() throws Exception {
        write();
        Map<String, byte[]> files = unpacked();
        files.put(first(files, ".event"), new byte[100 << 20]);
        pack(files);

        assertThat(problems(KEY)).anyMatch(problem -> problem.contains("missing or damaged"));
    }

    @Test
    void whatIsNoArchiveOrSaysThatItIsHugeIsRefused() throws Exception {
        Files.write(archive, new byte[100]);
        assertThatThrownBy(() -> problems(KEY)).hasMessageContaining("is no ZIP archive");

        write();
        byte[] huge = Files.readAllBytes(archive);
        huge[huge.length - 12] = (byte) 0xff; // the number of files, just before its end
        huge[huge.length - 11] = (byte) 0xff;
        huge[huge.length - 10] = (byte) 0xff; // how long their list is
        huge[huge.length - 9] = (byte) 0xff;
        huge[huge.length - 8] = (byte) 0xff;
        huge[huge.length - 7] = 0x7f;
        Files.write(archive, huge);
        assertThatThrownBy(() -> problems(KEY)).isInstanceOf(EvidenceRefused.class);

        byte[] cut = Files.readAllBytes(archive);
        Files.write(archive, Arrays.copyOf(cut, cut.length / 2));
        assertThatThrownBy(() -> problems(KEY)).isInstanceOf(EvidenceRefused.class);
    }

    @Test
    void theSameFileTwiceIsRefused() throws Exception {
        write();
        Map<String, byte[]> files = unpacked();
        String proof = first(files, ".tlog-proof");
        String another = proof.replace("events/0", "events/9");
        files.put(another, files.get(proof));
        pack(files);
        String renamed = Files.readString(archive, ISO_8859_1).replace(another, proof);
        Files.writeString(archive, renamed, ISO_8859_1);

        assertThatThrownBy(() -> problems(KEY)).hasMessageContaining("twice");
    }
}
