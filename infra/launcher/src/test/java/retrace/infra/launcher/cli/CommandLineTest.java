package retrace.infra.launcher.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What holds for every command: help, exit codes, completion. */
class CommandLineTest {

    @TempDir
    private static Path folder;

    /** The words of each command. */
    static Stream<List<String>> commands() {
        List<List<String>> all = new ArrayList<>();
        collect(Retrace.commandLine(), List.of(), all);
        return all.stream();
    }

    private static void collect(CommandLine command, List<String> words, List<List<String>> all) {
        all.add(words);
        command.getSubcommands().forEach((name, inside) -> {
            List<String> longer = new ArrayList<>(words);
            longer.add(name);
            collect(inside, longer, all);
        });
    }

    private static Typed type(List<String> command, String... more) {
        return Typed.type(Stream.concat(command.stream(), Stream.of(more)).toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasHelp(List<String> command) {
        Typed help = type(command, "--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out())
                .startsWith("Usage: "
                        + String.join(
                                " ",
                                Stream.concat(Stream.of("retrace"), command.stream())
                                        .toList()));
    }

    /** But for what helps to type commands, and does so whatever else is typed. */
    static Stream<List<String>> commandsThatDoSomething() {
        return commands().filter(words -> !words.contains("generate-completion"));
    }

    @ParameterizedTest
    @MethodSource("commandsThatDoSomething")
    void whatACommandDoesNotUnderstandIsSaidAndExitsWithTwo(List<String> command) {
        Typed answered = type(command, "--no-such-option");

        assertThat(answered.exitCode()).isEqualTo(2);
        assertThat(answered.out()).isEmpty();
        assertThat(answered.err()).contains("Usage: retrace");
    }

    @Test
    void nothingToDoIsSaidSo() {
        assertThat(Typed.type())
                .returns(2, Typed::exitCode)
                .extracting(Typed::err)
                .asString()
                .startsWith("Say what to do, for instance: retrace up --demo");
        assertThat(Typed.type("audit"))
                .returns(0, Typed::exitCode)
                .extracting(Typed::out)
                .asString()
                .contains("replay");
    }

    @Test
    void aShellCompletesCommandsAndOptions() throws Exception {
        Path script = Files.writeString(
                folder.resolve("completion"), Typed.type("generate-completion").out());

        assertThat(completed(script, "retrace", "aud")).containsExactly("audit");
        assertThat(completed(script, "retrace", "audit", "re")).containsExactly("replay");
        assertThat(completed(script, "retrace", "audit", "replay", "--te"))
                .containsExactlyInAnyOrder("--technician", "--team");
    }

    /** What Bash itself makes of the script. */
    private static List<String> completed(Path script, String... words) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "bash",
                "-c",
                "source \"$1\"; shift; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); COMP_LINE=\"$*\";"
                        + " COMP_POINT=${#COMP_LINE}; _complete_retrace; printf '%s\\n' \"${COMPREPLY[@]}\"",
                "bash",
                script.toString()));
        arguments.addAll(List.of(words));
        Process completing = new ProcessBuilder(arguments)
                .redirectError(ProcessBuilder.Redirect.DISCARD) // that no completion is under way
                .start();
        String answered = new String(completing.getInputStream().readAllBytes(), UTF_8);
        assertThat(completing.waitFor()).as(answered).isZero();
        return answered.lines().map(String::strip).toList();
    }
}
