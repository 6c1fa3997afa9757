package retrace.infra.launcher.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line as it was built, with what {@code infra/bin/retrace} gives it, and nothing that only tests have. */
public final class BuiltRetrace {

    private static final Path JAR = Path.of("target/launcher.jar").toAbsolutePath();
    private static final Path QUICK_START = Path.of("target/retrace.aot").toAbsolutePath();
    private static final Path LIBRARIES = Path.of("target/lib").toAbsolutePath();

    private BuiltRetrace() {}

    /** A process of its own that is not started yet, with all that it says in one stream. */
    public static ProcessBuilder command(List<String> arguments) {
        assertThat(Files.isDirectory(LIBRARIES))
                .as(LIBRARIES + ", made by mvn package")
                .isTrue();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", // starts in half the time
                "-XX:AOTCache=" + QUICK_START,
                "-Xlog:aot=error",
                "-Xlog:cds=error",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                JAR + ":" + LIBRARIES + "/*",
                "retrace.infra.launcher.cli.Retrace"));
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectErrorStream(true);
    }
}
