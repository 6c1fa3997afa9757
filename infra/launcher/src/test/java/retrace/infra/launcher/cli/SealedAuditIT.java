package retrace.infra.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.jdbc.core.JdbcTemplate;
import picocli.CommandLine;
import retrace.infra.launcher.testing.DemoRetrace;
import retrace.infra.launcher.up.NewAccount;
import retrace.query.eventlog.LogKeeper;
import retrace.relay.testing.ScriptedViewer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an auditor types, about a session that was really recorded, while Retrace runs. */
@ResourceLock(DemoRetrace.SHARED)
@SuppressWarnings("NullAway.Init") // made before all
class SealedAuditIT {

    @RegisterExtension
    static final DemoRetrace DEMO = new DemoRetrace();

    private static String session;

    @TempDir
    private Path folder;

    private record Printed(int exitCode, String out, String err) {

        JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }
    }

    private static Printed type(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = Retrace.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        String[] arguments = Stream.concat(Stream.of("audit"), Stream.of(words)).toArray(String[]::new);
        return new Printed(commandLine.execute(arguments), out.toString(), err.toString());
    }

    private static String data() {
        return DEMO.folder().toString();
    }

    private static String key() {
        return type("key", "--data", data()).out().strip();
    }

    @BeforeAll
    static void recordAndSeal() throws Exception {
        String password = DEMO.running().newAccounts().stream()
                .filter(account -> account.signInName().equals("demo-owner"))
                .map(NewAccount::password)
                .findFirst()
                .orElseThrow();
        Api api = new Api(URI.create(DEMO.running().consoleAddress()), "demo-owner", password);
        String endpoint = api.get("/api/endpoints")
                .path("items")
                .valueStream()
                .filter(item -> item.path("name").asString().equals("Demo desktop"))
                .map(item -> item.path("endpoint").asString())
                .findFirst()
                .orElseThrow();
        JsonNode started = api.post(
                "/api/sessions", Map.of("endpoint", endpoint, "viewer", "VNC_VIEWER", "technicianPlatform", "LINUX"));
        session = started.path("session").asString();
        String recordings = "/api/sessions/" + session + "/recordings";
        try (ScriptedViewer viewer =
                new ScriptedViewer(started.path("viewerPort").asInt())) {
            viewer.enter(started.path("ticket").asString()).ask().drain();
            Awaitility.await("a recording")
                    .until(() -> api.get(recordings).path("items").size() > 0);
        }
        Awaitility.await("a finished recording")
                .until(() -> api.get(recordings)
                        .path("items")
                        .get(0)
                        .path("state")
                        .asString()
                        .equals("READY"));
        LogKeeper keeper = DEMO.running().application().getBean(LogKeeper.class);
        Awaitility.await("a head of all that").until(() -> {
            keeper.round();
            return keeper.status().failure() == null && keeper.status().signed() > 0;
        });
    }

    @Test
    void verifyFindsAllAsItWas() {
        // Other tests tell this Retrace of recordings that never were, so only this session's are asked about.
        Printed verified = type("verify", "--data", data(), "--key", key(), "--session", session);

        assertThat(verified.out()).contains("recording").endsWith("All is as it was.\n");
        assertThat(verified.exitCode()).isZero();

        Printed events = type("verify", "--data", data(), "--key", key(), "--all-heads", "--events-only");
        assertThat(events.out()).contains("signed heads").endsWith("All is as it was.\n");
        assertThat(events.exitCode()).isZero();

        JsonNode json =
                type("verify", "--data", data(), "--json", "--events-only").json();
        assertThat(json.path("good").asBoolean()).isTrue();
        assertThat(json.path("events").path("read").asLong()).isPositive();

        JsonNode ofOne =
                type("verify", "--data", data(), "--json", "--session", session).json();
        assertThat(ofOne.path("recordings").path("checked").asLong()).isEqualTo(1);
    }

    @Test
    void verifySaysThatHeadsAreSignedByAnotherKeyThanTheOneThatWasNotedDown() {
        String other = type("key", "--new", "retrace/event-log").out();
        String otherKey = other.substring(other.lastIndexOf(' ') + 1).strip();

        Printed verified = type("verify", "--data", data(), "--events-only", "--key", otherKey);

        assertThat(verified.exitCode()).isEqualTo(1);
        assertThat(verified.out()).contains("It is signed with none of the keys that are known.");
    }

    @Test
    void evidenceOfTheSessionIsGoodWithoutRetraceUntilItIsChanged() throws Exception {
        Path archive = folder.resolve("evidence.zip");

        Printed written = type("evidence", "--session", session, "--data", data(), "--out", archive.toString());
        assertThat(written.exitCode()).as(written.out() + written.err()).isZero();

        Printed checked = type("check", archive.toString(), "--key", key());
        assertThat(checked.out()).contains("1 recordings").endsWith("All is as it was.\n");
        assertThat(checked.exitCode()).isZero();
        assertThat(type("check", archive.toString()).out()).startsWith("The key is only the one in the archive");

        byte[] bytes = Files.readAllBytes(archive);
        bytes[bytes.length / 2] ^= 1; // in the video, which is most of it
        Files.write(archive, bytes);
        assertThat(type("check", archive.toString(), "--key", key()).exitCode()).isEqualTo(1);
    }

    /** A copy of the object store, to be tampered with; its files are as old as they were. */
    private Path copiedStore() throws IOException {
        Path store = DEMO.folder().resolve("recordings");
        Path copy = folder.resolve("store");
        try (Stream<Path> files = Files.walk(store)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(store.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return copy;
    }

    private static Printed verify(Path store) {
        return type(
                "verify",
                "--data",
                data(),
                "--key",
                key(),
                "--session",
                session,
                "--set",
                "retrace.relay.store-folder=" + store);
    }

    private static Path fileIn(Path store, String pattern) throws IOException {
        try (Stream<Path> files = Files.walk(store)) {
            return files.filter(file -> store.relativize(file).toString().matches(pattern))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    @Test
    void whatWasDoneToTheStoreIsNamed() throws Exception {
        Path store = copiedStore();
        assertThat(verify(store).exitCode()).isZero();

        Path video = fileIn(store, ".*" + session + ".*\\.mp4");
        String name = store.relativize(video).toString();
        FileTime age = Files.getLastModifiedTime(video);
        byte[] bytes = Files.readAllBytes(video);
        bytes[bytes.length / 2] ^= 1;
        Files.write(video, bytes);
        Files.setLastModifiedTime(video, age);
        assertThat(verify(store).out()).contains("The recording " + name + " was changed: its SHA-256 is ");

        Files.write(video, Arrays.copyOf(bytes, bytes.length - 1));
        assertThat(verify(store).out())
                .contains("The recording " + name + " was changed: it has " + (bytes.length - 1) + " bytes");

        Files.delete(video);
        Path head = fileIn(store, "event-log/head/.*");
        Files.writeString(head, Files.readString(head).replaceFirst("\\n[0-9]+\\n", "\n1\n"));
        Path bundle = fileIn(store, "event-log/tile/entries/000.*");
        byte[] entries = Files.readAllBytes(bundle);
        entries[50] ^= 1;
        Files.write(bundle, entries);
        assertThat(verify(store).out()).contains("The recording " + name + " is not in the store.");
        Printed verified = type(
                "verify",
                "--data",
                data(),
                "--key",
                key(),
                "--all-heads",
                "--set",
                "retrace.relay.store-folder=" + store);
        assertThat(verified.out())
                .contains(
                        "The recording " + name + " is not in the store.",
                        "The signed head of "
                                + Long.parseLong(head.getFileName().toString()) + " events is not good");
        assertThat(verified.exitCode()).isEqualTo(1);
    }

    @Test
    void whatWasDoneToTheDatabaseIsNamed() {
        JdbcTemplate sql = new JdbcTemplate(DEMO.running().application().getBean(DataSource.class));
        String where = " WHERE aggregate_identifier = '" + session + "' AND payload_type = 'session-started'";
        sql.update("UPDATE events.domain_event SET meta_data = meta_data || ' '::bytea" + where);
        Printed verified;
        try {
            verified = type("verify", "--data", data(), "--key", key(), "--events-only");
        } finally {
            sql.update("UPDATE events.domain_event SET meta_data = substring(meta_data, 1, length(meta_data) - 1)"
                    + where);
        }

        assertThat(verified.out())
                .containsPattern("Event \\d+ \\(session-started, number 0 of " + session
                        + "\\) was changed since it was sealed\\.")
                .endsWith("1 thing is wrong.\n");
        assertThat(type("verify", "--data", data(), "--key", key(), "--session", session)
                        .exitCode())
                .isZero();
    }

    @Test
    void whatIsNotThereIsSaidInASentence() {
        for (List<String> words : List.of(
                List.of("verify", "--data", folder.toString()),
                List.of("key", "--data", folder.toString()),
                List.of("check", folder.resolve("none.zip").toString()),
                List.of("evidence", "--data", data(), "--session", "none"),
                List.of("verify", "--data", data(), "--key", "none"),
                List.of(
                        "evidence",
                        "--data",
                        data(),
                        "--out",
                        folder.resolve("x.zip").toString(),
                        "--session",
                        "session-00000000-0000-0000-0000-000000000000"))) {
            Printed printed = type(words.toArray(String[]::new));

            assertThat(printed.exitCode()).as(words.toString()).isEqualTo(1);
            assertThat(printed.err().lines()).as(words.toString()).hasSize(1);
        }
    }
}
