package retrace.infra.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
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
}
