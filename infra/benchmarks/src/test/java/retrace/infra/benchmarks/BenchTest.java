package retrace.infra.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** That the benchmarks still run; what they measure in so short a time says nothing. */
class BenchTest {

    private static List<String> run(String... arguments) {
        StringWriter printed = new StringWriter();
        CommandLine bench = Bench.commandLine().setOut(new PrintWriter(printed));
        assertThat(bench.execute(arguments)).as(printed.toString()).isZero();
        return printed.toString().lines().toList();
    }

    @Test
    void relayPrintsARowForEachKindOfSession() {
        List<String> lines = run("relay", "--sessions", "1", "--seconds", "2");
        assertThat(lines).first().asString().contains("Java " + Runtime.version());
        assertThat(lines)
                .filteredOn(line -> line.matches("\\s+1\\s+off\\s+active .*"))
                .hasSize(1);
        assertThat(lines)
                .filteredOn(line -> line.matches("\\s+1\\s+on\\s+active .*"))
                .hasSize(1);
        assertThat(lines)
                .filteredOn(line -> line.matches("\\s+1\\s+on\\s+idle .*"))
                .hasSize(1);
        assertThat(lines).anyMatch(line -> line.contains("x264"));
    }

    @Test
    void loadPrintsALineForEachMinuteAndWhatClosingTook() {
        List<String> lines = run("load", "--sessions", "2", "--minutes", "1", "--seconds", "3");
        assertThat(lines)
                .filteredOn(line -> line.startsWith("minute  1:") && line.contains(" 0 pauses"))
                .hasSize(1);
        assertThat(lines).last().asString().startsWith("2 segments;");
    }

    @Test
    void recordingPrintsALineForEachRun() {
        List<String> lines = run("recording", "--runs", "1");
        assertThat(lines).filteredOn(line -> line.startsWith("run 1 (cold)")).hasSize(1);
    }

    @Test
    void historyIsMadeOnceThenFoundItsLogAskedAndItsReadModelsRebuilt(@TempDir Path folder) {
        String[] arguments = {"history", "--events", "2000", "--teams", "2", "--data", folder.toString()};
        List<String> made = run(arguments);
        assertThat(made).first().asString().contains("Java " + Runtime.version());
        assertThat(made).anyMatch(line -> line.startsWith("2,000 events in "));
        assertThat(made).anyMatch(line -> line.startsWith("session-started "));
        assertThat(run(arguments)).anyMatch(line -> line.startsWith("The history is there already"));
        List<String> asked = run("queries", "--data", folder.toString(), "--times", "5", "--sessions", "500");
        assertThat(asked).anyMatch(line -> line.startsWith("500 sessions, "));
        assertThat(asked).anyMatch(line -> line.matches("none +first +50 .*"));
        assertThat(asked).anyMatch(line -> line.startsWith("expired, held "));
        List<String> verified = run("verify", "--data", folder.toString(), "--runs", "2");
        assertThat(verified).anyMatch(line -> line.matches("sealed and signed +2,000 events .*"));
        assertThat(verified)
                .filteredOn(line -> line.matches("verified, \\d+ threads +2,000 events .*"))
                .hasSize(2);
        assertThat(verified).anyMatch(line -> line.endsWith(" 0 findings"));
        assertThat(run("verify", "--data", folder.toString())).contains("It is sealed already.");
        List<String> rebuilt = run("rebuild", "--data", folder.toString(), "--replayed", "200");
        assertThat(rebuilt).first().asString().contains("Java " + Runtime.version());
        assertThat(rebuilt).anyMatch(line -> line.matches("rebuild +2,000 events in .*"));
        assertThat(rebuilt).anyMatch(line -> line.matches("COPY of the same rows, .* 2,000 events in .*"));
        assertThat(rebuilt).anyMatch(line -> line.matches("Axon's replay, .* 200 events in .*"));
        assertThat(rebuilt).last().asString().contains(" of COPY's speed (target 0.50), ");
    }

    @Test
    void commandsPrintsARowForEachNumberOfConnections() {
        List<String> lines = run("commands", "--connections", "1,2", "--seconds", "1", "--warm-up", "10");
        assertThat(lines)
                .filteredOn(line -> line.matches(" +[12] +[\\d,]+ +[\\d,]+ +\\d+\\.\\d\\d .*"))
                .hasSize(2);
    }

    @Test
    void lagSeesTheRowOfEachSessionInEachReadModel() {
        List<String> lines = run("lag", "--events", "45", "--seconds", "2", "--warm-up", "2");
        assertThat(lines)
                .filteredOn(line -> line.matches("(sessions_log|recording_catalog)\\.session +10 +0 .*"))
                .hasSize(2);
        assertThat(lines).anyMatch(line -> line.startsWith("active_sessions.active_session "));
    }
}
