package retrace.infra.launcher.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import retrace.infra.postgres.EmbeddedDatabase;
import retrace.kernel.id.SessionId;
import retrace.kernel.relay.RelayCommand.RefuseViewer;
import retrace.kernel.relay.Ticket;
import retrace.relay.testing.TestAuthority;
import retrace.relay.testing.TestAuthority.Issued;

/** Processes of a fleet that meet over TLS, with bundles as operators set them. */
@SuppressWarnings("NullAway.Init") // started before all tests
class FleetTlsTest {

    private static final RefuseViewer COMMAND = new RefuseViewer(SessionId.create(), "Not today.");
    private static final Ticket TICKET =
            new Ticket("abcd1234", Instant.parse("2026-11-24T08:00:00Z"), "relay.example", 5970, "/relay/websocket");

    @TempDir
    private static Path folder;

    private static EmbeddedDatabase postgres;
    private static DataSource database;
    private static TestAuthority authority;
    private static Issued good;

    private final AtomicInteger handled = new AtomicInteger();
    private final List<FleetProcess> processes = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedDatabase.start(folder.resolve("postgres"));
        database = new DriverManagerDataSource(postgres.jdbcUrl());
        authority = new TestAuthority(Files.createDirectory(folder.resolve("authority")));
        good = authority.issue("fleet");
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @AfterEach
    void end() {
        processes.forEach(FleetProcess::close);
    }

    /** As {@code spring.ssl.bundle.pem.fleet} of a process. */
    private static SSLContext bundle(@Nullable Issued own) {
        Map<String, String> settings = new HashMap<>();
        settings.put("truststore.certificate", authority.certificate().toUri().toString());
        if (own != null) {
            settings.put("keystore.certificate", own.certificate().toUri().toString());
            settings.put("keystore.private-key", own.key().toUri().toString());
        }
        SSLContext[] made = new SSLContext[1];
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class))
                .withPropertyValues(settings.entrySet().stream()
                        .map(each -> "spring.ssl.bundle.pem.fleet." + each.getKey() + "=" + each.getValue())
                        .toArray(String[]::new))
                .run(context -> made[0] =
                        context.getBean(SslBundles.class).getBundle("fleet").createSslContext());
        return made[0];
    }

    private FleetProcess process(String part, @Nullable SSLContext tls) {
        FleetProcess process = new FleetProcess(part, database, tls);
        processes.add(process);
        return process;
    }

    private FleetProcess handler(SSLContext tls) throws IOException {
        FleetProcess handler = process("relay", tls);
        handler.commands().subscribe(RefuseViewer.class.getName(), command -> {
            handled.incrementAndGet();
            return TICKET;
        });
        handler.start();
        return handler;
    }

    private FleetProcess sender(@Nullable SSLContext tls) throws IOException {
        FleetProcess sender = process("command-side", tls);
        sender.start();
        return sender;
    }

    @Test
    void thoseWithCertificatesOfOneAuthorityUnderstandEachOther() throws Exception {
        FleetProcess handler = handler(bundle(good));

        assertThat(sender(bundle(good)).send(COMMAND)).isEqualTo(TICKET);
        assertThat(handler.address()).hasScheme("https");
    }

    @Test
    void whoHasNoCertificateIsRefusedThoughItKnowsTheKey() throws Exception {
        handler(bundle(good));

        assertRefused(sender(bundle(null)));
    }

    @Test
    void whoHasOneOfAnotherAuthorityIsRefused() throws Exception {
        handler(bundle(good));
        TestAuthority another = new TestAuthority(Files.createDirectory(folder.resolve("another")));

        assertRefused(sender(bundle(another.issue("stranger"))));
    }

    @Test
    void whoSpeaksWithoutTlsIsRefused() throws Exception {
        handler(bundle(good));

        assertRefused(process("command-side", null));
    }

    @Test
    void nothingIsSentToOneWithACertificateForAnotherHost() throws Exception {
        handler(bundle(authority.issueForAnother("elsewhere")));

        assertRefused(sender(bundle(good)));
    }

    private void assertRefused(FleetProcess sender) {
        assertThatThrownBy(() -> sender.send(COMMAND)).isInstanceOf(ExecutionException.class);
        assertThat(handled).hasValue(0);
    }
}
