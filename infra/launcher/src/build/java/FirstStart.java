import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Starts what was built once, on a folder of its own, and stops it. What the JVM loads, links and profiles at each start
 * it keeps from this one (an AOT cache, JEP 483 and 515); the next ones take half the time. Nothing but time is lost where
 * this fails, so it never fails the build. Does nothing while what it has kept is newer than what was built.
 *
 * <p>Arguments: the folder with {@code launcher.jar} and {@code lib}, in which {@code retrace.aot} is written.
 */
final class FirstStart {

    private static final int TAKES_MAX_MINUTES = 5;
    private static final String READY = "Ctrl-C stops it";

    private FirstStart() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path built = Path.of(arguments[0]);
        Path kept = built.resolve("retrace.aot");
        if (isNewest(kept, built)) {
            return;
        }
        Files.deleteIfExists(kept);
        Path data = Files.createTempDirectory("retrace-first-start");
        try {
            startAndStop(command(built, kept, data), built.resolve("first-start.log"));
            remove(data);
        } catch (IOException e) {
            System.err.println("The first start did not end as it should: " + e);
        }
        if (!Files.exists(kept)) {
            System.err.println("Starts will not be quick: first-start.log in " + built + " says why.");
        }
    }

    private static boolean isNewest(Path kept, Path built) throws IOException {
        if (!Files.exists(kept)) {
            return false;
        }
        try (Stream<Path> libraries = Files.list(built.resolve("lib"))) {
            Stream<Path> jars = libraries.filter(file -> file.toString().endsWith(".jar"));
            for (Path jar : Stream.concat(Stream.of(built.resolve("launcher.jar")), jars)
                    .toList()) {
                if (Files.getLastModifiedTime(jar).compareTo(Files.getLastModifiedTime(kept)) >= 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static List<String> command(Path built, Path kept, Path data) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:AOTCacheOutput=" + kept,
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                built.resolve("launcher.jar") + ":" + built.resolve("lib") + "/*",
                "retrace.infra.launcher.cli.Retrace",
                "up",
                "--data",
                data.toString(),
                "--port",
                "0",
                "--viewer-port",
                "0",
                "--streamer-port",
                "0");
    }

    private static void startAndStop(List<String> command, Path log) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        CompletableFuture.delayedExecutor(TAKES_MAX_MINUTES, TimeUnit.MINUTES).execute(process::destroyForcibly);
        try (BufferedReader said = process.inputReader();
                PrintWriter kept = new PrintWriter(Files.newBufferedWriter(log))) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                kept.println(line);
                if (line.contains(READY)) {
                    process.toHandle().destroy(); // what it says last is still read
                }
            }
        }
        process.waitFor();
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
