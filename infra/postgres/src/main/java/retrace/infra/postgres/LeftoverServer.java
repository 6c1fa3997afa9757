package retrace.infra.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A PostgreSQL that outlived the process it was started by, because that one was killed. It still holds the files. */
final class LeftoverServer {

    private static final Duration ORDERLY_STOP_MAX = Duration.ofSeconds(20);
    private static final Duration KILLED_MAX = Duration.ofSeconds(5);

    private LeftoverServer() {}

    /** Stops it, where there is one. Whoever calls holds the folder's lock, so nobody is using it. */
    static void stop(Path data) throws IOException {
        Optional<ProcessHandle> leftover = find(data.resolve("postmaster.pid"));
        if (leftover.isPresent()) {
            ProcessHandle server = leftover.get();
            server.destroy(); // in order, as soon as its clients have gone, and they went with their process
            if (!hasEnded(server, ORDERLY_STOP_MAX)) {
                server.destroyForcibly();
                hasEnded(server, KILLED_MAX);
            }
        }
    }

    /** The number in the file may be another process's by now, after the machine was started anew. */
    private static Optional<ProcessHandle> find(Path pidFile) throws IOException {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(pidFile);
        if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d{1,18}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).filter(LeftoverServer::isPostgres);
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(Path::of)
                .map(Path::getFileName)
                .map(Path::toString)
                .filter("postgres"::equals)
                .isPresent();
    }

    private static boolean hasEnded(ProcessHandle process, Duration timeMax) throws IOException {
        try {
            process.onExit().get(timeMax.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IOException("PostgreSQL " + process.pid() + " cannot be waited for", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while an earlier PostgreSQL was stopped", e);
        }
    }
}
