package retrace.infra.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The CPU time of a PostgreSQL on this machine, all its processes together, those that have ended too. Linux only. */
final class PostgresCpu {

    /** In hundredths of a second, whatever the kernel's clock: Linux promises that to programs. */
    private static final int TICKS_A_SECOND = 100;

    /** Where {@code /proc/PID/stat} has the times, counted after the name of the program. */
    private static final int USER_TIME = 11;

    private final ProcessHandle server;

    private PostgresCpu(ProcessHandle server) {
        this.server = server;
    }

    /** @param pid of the server that has started all others */
    static PostgresCpu of(long pid) {
        return new PostgresCpu(ProcessHandle.of(pid).orElseThrow());
    }

    Duration soFar() throws IOException {
        long ticks = ticks(server.pid(), 4); // its own, and those of its children that have ended
        try (Stream<ProcessHandle> running = server.children()) {
            for (ProcessHandle child : running.toList()) {
                ticks += ticks(child.pid(), 2);
            }
        }
        return Duration.ofMillis(ticks * 1000 / TICKS_A_SECOND);
    }

    private static long ticks(long pid, int times) throws IOException {
        Optional<String> line = statOf(pid);
        if (line.isEmpty()) {
            return 0;
        }
        String afterName = line.get().substring(line.get().lastIndexOf(')') + 2);
        return List.of(afterName.split(" ")).subList(USER_TIME, USER_TIME + times).stream()
                .mapToLong(Long::parseLong)
                .sum();
    }

    private static Optional<String> statOf(long pid) throws IOException {
        try {
            return Optional.of(Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
        } catch (NoSuchFileException e) {
            return Optional.empty(); // it has ended, and is counted by the one that started it
        }
    }
}
