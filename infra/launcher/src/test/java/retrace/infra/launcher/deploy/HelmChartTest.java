package retrace.infra.launcher.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chart, by Helm itself; no cluster sees it here. */
class HelmChartTest {

    private static final Path CHART = Path.of("../deploy/helm/retrace").toAbsolutePath();

    @TempDir
    Path folder;

    @Test
    void helmFindsNoFault() {
        LintResult found = new Helm(CHART).lint().strict().call();

        assertThat(found.isFailed()).as(String.join("\n", found.getMessages())).isFalse();
    }

    @Test
    void everyRelayHasAnAddressOfItsOwn() throws IOException {
        List<JsonNode> made = made(chart().set("relay.replicas", 3));

        for (int number = 0; number < 3; number++) {
            String name = "main-relay-" + number;
            JsonNode service = named(made, "Service", name);
            assertThat(service.at("/spec/selector/statefulset.kubernetes.io~1pod-name")
                            .asText())
                    .isEqualTo(name);
            assertThat(service.at("/spec/ports").findValuesAsText("targetPort"))
                    .containsExactly("viewers", "streamers");
        }
        assertThat(settings(made, "relay"))
                .contains("retrace.relay.name=${POD_NAME}", "retrace.relay.viewer-host=${POD_NAME}.relays.example.com");
    }

    @Test
    void aRelayThatIsToldToStopHasTimeToDrain() throws IOException {
        List<JsonNode> made = made(chart().set("relay.drainSeconds", 1800));

        assertThat(settings(made, "relay")).contains("retrace.relay.drain-max=1800s");
        assertThat(named(made, "StatefulSet", "main-relay")
                        .at("/spec/template/spec/terminationGracePeriodSeconds")
                        .asInt())
                .isGreaterThan(1800);
    }

    @Test
    void settingsOfOnePartComeBeforeThoseOfAll() throws IOException {
        List<JsonNode> made = made(chart().set("settings.some\\.key", "all").set("relay.settings.some\\.key", "relay"));

        assertThat(settings(made, "relay")).contains("some.key=relay").doesNotContain("some.key=all");
        assertThat(settings(made, "query-side")).contains("some.key=all");
    }

    @Test
    void processesMeetOverTlsWhereThereIsASecretForIt() throws IOException {
        assertThat(settings(made(chart()), "query-side")).contains("retrace.fleet.unencrypted=true");
        assertThat(settings(made(chart().set("fleetTlsSecret", "fleet-tls")), "query-side"))
                .contains("retrace.fleet.tls-bundle=fleet")
                .noneMatch(line -> line.contains("unencrypted"));
    }

    @Test
    void haproxyTakesWhatTheChartMakesForIt() throws IOException, InterruptedException {
        JsonNode map = named(made(chart().set("relay.replicas", 3)), "ConfigMap", "main-proxy");
        Path file = Files.writeString(
                folder.resolve("haproxy.cfg"), map.at("/data/haproxy.cfg").asText());

        Process haproxy = new ProcessBuilder("haproxy", "-c", "-f", file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(haproxy.getInputStream().readAllBytes(), UTF_8);

        assertThat(haproxy.waitFor()).as(said).isZero();
        assertThat(Files.readString(file)).contains("use-server main-relay-2 if { path_beg /relay/main-relay-2/ }");
    }

    @Test
    void valuesThatCannotBeAreRefused() {
        assertThatThrownBy(() -> chart().set("relay.host", "relays.example.com").call())
                .hasMessageContaining("host");
        assertThatThrownBy(() -> chart().set("querySide.replicas", 0).call()).hasMessageContaining("replicas");
    }

    private static TemplateCommand chart() {
        return new Helm(CHART)
                .template()
                .withName("main")
                .withNamespace("retrace")
                .set("settings.spring\\.datasource\\.url", "jdbc:postgresql://database/retrace");
    }

    private static List<JsonNode> made(TemplateCommand chart) throws IOException {
        YAMLMapper yaml = new YAMLMapper();
        try (var documents =
                yaml.readerFor(JsonNode.class).<JsonNode>readValues(new YAMLFactory().createParser(chart.call()))) {
            return documents.readAll().stream()
                    .filter(document -> !document.isNull())
                    .toList();
        }
    }

    private static JsonNode named(List<JsonNode> made, String kind, String name) {
        return made.stream()
                .filter(one -> one.at("/kind").asText().equals(kind)
                        && one.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
    }

    private static List<String> settings(List<JsonNode> made, String part) {
        return named(made, "ConfigMap", "main-" + part)
                .at("/data/fleet.properties")
                .asText()
                .lines()
                .toList();
    }
}
