package retrace.infra.launcher.part;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.support.ResourcePropertySource;

/** What the trial with containers gives its processes: a file, and secrets that its script makes. */
class TrialSettingsTest {

    private static final Path TRIAL = Path.of("../deploy/compose");
    private static final Path PROXY = Path.of("../deploy/proxy/haproxy.cfg");

    private static Map<String, Object> secrets;

    @BeforeAll
    static void makeSecrets() throws IOException, InterruptedException {
        ProcessBuilder script = new ProcessBuilder(TRIAL.resolve("make-keys").toString());
        script.environment()
                .put(
                        "RETRACE",
                        Path.of(System.getProperty("java.home"), "bin", "java") + " -cp "
                                + System.getProperty("java.class.path") + " retrace.infra.launcher.cli.Retrace");
        Process process = script.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        secrets = new LinkedHashMap<>();
        new String(process.getInputStream().readAllBytes(), UTF_8)
                .lines()
                .forEach(line ->
                        secrets.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        assertThat(process.waitFor()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void noneIsMissing(Part part) throws IOException {
        assertThatCode(() -> check(part, fleet())).doesNotThrowAnyException();
        assertThat(fleet()).contains("\nretrace.axon-server.servers=axon-server\n");
        assertThat(Files.readString(TRIAL.resolve("compose.yaml"), UTF_8)).contains("\n  axon-server:\n");
    }

    @ParameterizedTest
    @EnumSource
    void noneIsMissingWithoutAxonServer(Part part) throws IOException {
        String without =
                fleet().replaceAll("(?m)^retrace\\.axon-server\\..*$", "").replaceAll("# (retrace\\.fleet)", "$1");

        assertThatCode(() -> check(part, without)).doesNotThrowAnyException();
        assertThat(without).contains("\nretrace.fleet.host=").doesNotContain("\nretrace.axon-server");
    }

    private static void check(Part part, String properties) throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SystemEnvironmentPropertySource("trial", secrets));
        environment
                .getPropertySources()
                .addLast(new ResourcePropertySource(new ByteArrayResource(properties.getBytes(UTF_8))));
        environment.getPropertySources().addLast(new MapPropertySource("part", part.defaults()));
        GenericApplicationContext context = new GenericApplicationContext();
        context.setEnvironment(environment);
        new SettingsCheck(part).initialize(context);
    }

    private static String fleet() throws IOException {
        return Files.readString(TRIAL.resolve("fleet.properties"), UTF_8);
    }

    @Test
    void secretsAreLongAndNeverTheSame() {
        assertThat(secrets.values())
                .allSatisfy(secret -> assertThat((String) secret).hasSizeGreaterThan(40));
        assertThat(secrets.values().stream().distinct().count()).isEqualTo(secrets.size() - 3L);
        assertThat(secrets)
                .containsEntry("RETRACE_RELAY_LINK_KEY", secrets.get("RETRACE_COMMAND_LINK_KEY"))
                .containsEntry("RETRACE_AXONSERVER_TOKEN", secrets.get("AXONIQ_AXONSERVER_ACCESSCONTROL_TOKEN"));
    }

    @Test
    void theProxyIsToldOfEveryProcess() throws IOException {
        String trial = Files.readString(TRIAL.resolve("compose.yaml"), UTF_8);
        Matcher variable = Pattern.compile("\"\\$\\{([A-Z0-9_]+)}\"").matcher(Files.readString(PROXY, UTF_8));
        int variables = 0;
        while (variable.find()) {
            assertThat(trial).contains("\n      " + variable.group(1) + ": ");
            variables++;
        }
        assertThat(variables).isGreaterThan(6);
    }
}
